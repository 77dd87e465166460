// Server-sent events over fetch, because the browser's own EventSource can't say who asks.
import { at, request } from '../../app/request.js';

const TOLD = ['entered', 'left'];

/** Calls `begun` when the server follows, then `take` with each change from there on; returns when the stream ends, and throws what it ends with. */
export async function followChanges(workspace, begun, take, signal) {
  const answer = await request('GET', at`/v1/workspaces/${workspace}/changes`, {
    headers: { Accept: 'text/event-stream' }, signal,
  });
  begun();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const events = (rest + value).split(/\r?\n\r?\n/);
    rest = events.pop();
    for (const event of events.map(parsed)) {
      if (event.data && TOLD.includes(event.name)) {
        take(JSON.parse(event.data));
      } else if (event.data) {
        throw new Error(JSON.parse(event.data).detail);
      }
    }
  }
}

/** Comments and ids alone are no events. */
function parsed(block) {
  const lines = block.split(/\r?\n/);
  const of = field => lines.filter(line => line.startsWith(`${field}:`)).map(line => line.slice(field.length + 1).trimStart()).join('\n');
  return { name: of('event'), data: of('data') };
}
