// Customers, as the API has them.
import { at, json } from './request.js';

const one = (workspace, idOrEmail) => at`/v1/workspaces/${workspace}/customers/${idOrEmail}`;

/** Profile and segments, by id or e-mail address. */
export const readCustomer = (workspace, idOrEmail) => json('GET', one(workspace, idOrEmail));

/** Why the customer is, or is not, in the segment. */
export async function explain(workspace, id, segment) {
  const answer = await json('GET', `${one(workspace, id)}?${new URLSearchParams({ explain: segment })}`);
  return answer.explanation;
}

/** What the customer did, the newest first; with `before` the page that goes on there. */
export function readEvents(workspace, id, before) {
  const query = new URLSearchParams({ limit: 20, ...(before ? { before } : {}) });
  return json('GET', `${one(workspace, id)}/events?${query}`);
}
