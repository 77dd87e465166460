// How all requests go to the API, and what is made of a refusal.
import { t } from './messages.js';
import { signOut, token } from './session.js';

/** A problem document (RFC 9457); `status` 0: the server could not be reached. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || t('error.unexpected', { status }));
    this.status = status;
    this.problem = problem;
  }
}

/** Encodes each place: at`/v1/workspaces/${name}` */
export const at = (texts, ...places) =>
  texts.reduce((whole, text, index) => whole + encodeURIComponent(places[index - 1]) + text);

export async function request(method, path, { body, headers = {}, signal } = {}) {
  const sent = { Accept: 'application/json', ...headers };
  if (token()) {
    sent.Authorization = `Bearer ${token()}`;
  }
  if (body !== undefined) {
    sent['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, {
      method, headers: sent, signal, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store',
    });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Refusal(0, { detail: t('error.unreachable') });
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      signOut();
    }
    throw new Refusal(answer.status, problem);
  }
  return answer;
}

export async function json(method, path, options) {
  const answer = await request(method, path, options);
  return answer.status === 204 ? null : answer.json();
}

/** A list of the API, all pages of it. */
export async function pages(path, name) {
  const all = [];
  let next = 0;
  do {
    const page = await json('GET', next ? `${path}?after=${next}` : path);
    all.push(...page[name]);
    next = page.next;
  } while (next);
  return all;
}
