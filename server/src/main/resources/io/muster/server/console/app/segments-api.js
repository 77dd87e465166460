// Segments, as the API has them. An edit names the version that it was made from, so that nobody's is overwritten.
import { at, json, pages, request } from './request.js';

const segments = workspace => at`/v1/workspaces/${workspace}/segments`;
const one = (workspace, id) => at`/v1/workspaces/${workspace}/segments/${id}`;

export const listSegments = workspace => pages(segments(workspace), 'segments');

/** How large each segment was, by its id, the oldest first; and the server's time, which days are counted back from. */
export async function listSizes(workspace) {
  const sizes = new Map();
  let now;
  let next = 0;
  do {
    const page = await json('GET', `${at`/v1/workspaces/${workspace}/sizes`}?after=${next}`);
    now = Date.parse(page.now);
    const times = page.times.map(Date.parse);
    for (const each of page.segments) {
      sizes.set(each.id, times.map((time, index) => ({ at: time, size: each.sizes[index] })).filter(({ size }) => size !== null));
    }
    next = page.next;
  } while (next);
  return { now, sizes };
}

export const readSegment = (workspace, id) => json('GET', one(workspace, id));

export const createSegment = (workspace, name, rule) => json('POST', segments(workspace), { body: { name, rule } });

export const updateSegment = (workspace, id, name, rule, etag) =>
  json('PUT', one(workspace, id), { body: { name, rule }, headers: { 'If-Match': etag } });

/** Not if it is another meanwhile than the one that was shown. */
export const deleteSegment = (workspace, { id, etag }) =>
  request('DELETE', one(workspace, id), { headers: { 'If-Match': etag } });

/** When the segment's secret address was made; null where it has none. */
export const linkMade = async (workspace, id) =>
  (await json('GET', at`/v1/workspaces/${workspace}/links`)).links.find(link => link.segment_id === id)?.made ?? null;

export const makeLink = (workspace, id) => json('POST', `${one(workspace, id)}/link`);

export const revokeLink = (workspace, id) => request('DELETE', `${one(workspace, id)}/link`);
