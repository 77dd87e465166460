// Light or dark: as the system says, until somebody chooses.
const CHOICE = 'muster.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const isDark = () => (localStorage.getItem(CHOICE) ?? (dark.matches ? 'dark' : 'light')) === 'dark';

export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

export function toggleTheme() {
  localStorage.setItem(CHOICE, isDark() ? 'light' : 'dark');
  applyTheme();
}

dark.addEventListener('change', applyTheme);
