// A rule while it is written: the text, and the tree that it stands for. What is edited comes first, the other follows;
// the size of what stands there is asked for soon after.
import { parseRule, previewRule } from '../../app/rules-api.js';
import { ruleText } from '../../rule/text.js';
import { asGroup, conditions, group, trimmed } from '../../rule/tree.js';

const QUIET_MS = 80;
const EMPTY = group('and', []);

export class RuleDraft {
  #host;
  #timer;
  #asked;

  constructor(host) {
    this.#host = host;
    host.addController(this);
    this.tree = EMPTY;
    this.text = '';
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  /** Takes what is saved, or nothing. */
  async begin(workspace, segment, rule) {
    Object.assign(this, { workspace, segment, text: rule, fault: null, preview: null, pending: false, isParsed: true });
    this.tree = rule ? asGroup(await parseRule(workspace, rule)) : EMPTY;
    this.#ask();
  }

  /** The tree was edited. */
  build(tree) {
    this.tree = tree;
    this.text = ruleText(tree);
    this.isParsed = true;
    this.#askSoon();
  }

  /** The text was edited. */
  write(text) {
    this.text = text;
    this.isParsed = false;
    this.#askSoon();
  }

  /** How many customers each condition of the tree has, by the condition. */
  get sizes() {
    const written = trimmed(this.tree);
    const sizes = new Map();
    if (written && this.isParsed && this.preview) {
      const found = conditions(written);
      const counted = this.preview.conditions;
      if (found.length === counted.length) {
        found.forEach((each, index) => sizes.set(each, counted[index].count));
      }
    }
    return sizes;
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.pending = true;
    this.#timer = setTimeout(() => this.#ask(), QUIET_MS);
    this.#host.requestUpdate();
  }

  async #ask() {
    const { text } = this;
    if (!text.trim()) {
      Object.assign(this, { fault: null, preview: null, pending: false, tree: this.isParsed ? this.tree : EMPTY });
      this.#host.requestUpdate();
      return;
    }
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      if (!this.isParsed) {
        const tree = asGroup(await parseRule(this.workspace, text));
        if (signal.aborted) {
          return;
        }
        Object.assign(this, { tree, isParsed: true });
      }
      this.preview = await previewRule(this.workspace, text, this.segment?.id, signal);
      this.fault = null;
      this.pending = false;
    } catch (refusal) {
      if (signal.aborted) {
        return;
      }
      this.fault = { ...refusal.problem, message: refusal.message };
      this.preview = null;
      this.pending = false;
    }
    this.#host.requestUpdate();
  }
}
