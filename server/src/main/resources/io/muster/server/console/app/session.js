// The token: kept for this tab only, and never in an address.
const KEY = 'muster.token';

export const token = () => sessionStorage.getItem(KEY);

export const signedIn = new EventTarget();

export function signIn(secret) {
  sessionStorage.setItem(KEY, secret);
}

export function signOut() {
  sessionStorage.removeItem(KEY);
  signedIn.dispatchEvent(new Event('out'));
}
