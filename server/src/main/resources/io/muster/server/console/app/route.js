// Addresses within the console: #/w/WORKSPACE/SCREEN/…, so that each screen can be kept as a bookmark and gone back to.
export const SCREENS = ['segments', 'customer', 'overlap', 'changes', 'status'];

export function currentRoute() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const workspace = parts[0] === 'w' ? parts[1] : null;
  const rest = parts[0] === 'w' ? parts.slice(2) : parts;
  const screen = SCREENS.includes(rest[0]) ? rest[0] : 'segments';
  return { workspace, screen, places: rest.slice(1), query: new URLSearchParams(query) };
}

export function href(workspace, ...places) {
  return ['#', 'w', workspace, ...places].map((each, index) => index ? encodeURIComponent(each) : each).join('/');
}

export const go = (...places) => { location.hash = href(...places); };
