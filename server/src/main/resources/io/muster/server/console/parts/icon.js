// Small pictures beside words; screen readers skip them.
import { svg, html } from './element.js';

const PATHS = {
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20h4L19 9l-4-4L4 16v4z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  link: 'M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1-1',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M4 12l6 6L20 6',
  moon: 'M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z',
  out: 'M15 4h4v16h-4M10 8l-4 4 4 4M6 12h10',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  group: 'M8 4H5v16h3M16 4h3v16h-3M9 12h6',
};

export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${
  svg`<path d=${PATHS[name]}></path>`}</svg>`;
