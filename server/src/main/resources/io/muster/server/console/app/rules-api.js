// What the API says of a rule: its tree, its size, and the values that its fields have had.
import { at, json } from './request.js';
import { treeOf } from '../rule/syntax.js';

const trees = new Map();
const MOST_KEPT = 500;

/** The tree of a rule, kept: the same text has always the same. A refusal says line and column. */
export function parseRule(workspace, text) {
  const key = `${workspace}\n${text}`;
  if (!trees.has(key)) {
    if (trees.size >= MOST_KEPT) {
      trees.delete(trees.keys().next().value);
    }
    const parsing = json('POST', at`/v1/workspaces/${workspace}/parse`, { body: { rule: text } }).then(treeOf);
    trees.set(key, parsing);
    parsing.catch(() => trees.delete(key));
  }
  return trees.get(key);
}

/** Size of the whole and of each condition, and a sample; of an edit also who would enter and leave. */
export async function previewRule(workspace, rule, segment, signal) {
  const [preview, edit] = await Promise.all([
    json('POST', at`/v1/workspaces/${workspace}/preview`, { body: { rule }, signal }),
    segment ? json('POST', at`/v1/workspaces/${workspace}/segments/${segment}/preview`, { body: { rule }, signal }) : null,
  ]);
  return { ...preview, edit };
}

/** Values that a field, or a function's parameter, has had. */
export async function suggest(workspace, subject, prefix, signal) {
  const query = new URLSearchParams({ subject, prefix });
  const answer = await json('GET', `${at`/v1/workspaces/${workspace}/suggestions`}?${query}`, { signal });
  return answer.values.map(each => each.value);
}
