// A rule while it is written: the text, and the tree that it stands for. What is edited comes first, the other follows;
// the size of what stands there is asked for at once, and again when the answer is there and more was written meanwhile.
import { parseRule, previewRule } from '../../app/rules-api.js';
import { ruleText } from '../../rule/text.js';
import { asGroup, conditions, group, trimmed } from '../../rule/tree.js';

/** What is wrong with a text that somebody is still typing they know themselves. */
const FAULT_MS = 350;
const EMPTY = group('and', []);

export class RuleDraft {
  #host;
  #faultTimer;
  #asked;
  #asking = false;

  constructor(host) {
    this.#host = host;
    host.addController(this);
    this.tree = EMPTY;
    this.text = '';
  }

  hostDisconnected() {
    clearTimeout(this.#faultTimer);
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
    this.#changed();
  }

  /** The text was edited. */
  write(text) {
    this.text = text;
    this.isParsed = false;
    this.#changed();
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

  #changed() {
    clearTimeout(this.#faultTimer);
    this.pending = true;
    this.#host.requestUpdate();
    this.#ask();
  }

  /** One question at a time: who types faster than the server answers has it asked for what stands there then. */
  async #ask() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    let asked;
    do {
      asked = this.#state();
      await this.#askOnce();
    } while (asked !== this.#state() && !this.#asked?.signal.aborted);
    this.#asking = false;
  }

  #state() {
    return `${this.workspace}\n${this.segment?.id}\n${this.text}`;
  }

  async #askOnce() {
    const { text } = this;
    const state = this.#state();
    if (!text.trim()) {
      this.#take({ fault: null, preview: null, tree: this.isParsed ? this.tree : EMPTY });
      return;
    }
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const [tree, preview] = await Promise.all([
        this.isParsed ? null : parseRule(this.workspace, text), previewRule(this.workspace, text, this.segment?.id, signal)]);
      if (state === this.#state()) {
        this.#take({ preview, fault: null, isParsed: true, ...(tree ? { tree: asGroup(tree) } : {}) });
      }
    } catch (refusal) {
      if (!signal.aborted && state === this.#state()) {
        this.#refused({ ...refusal.problem, message: refusal.message });
      }
    }
  }

  /** A fault that is shown already moves at once with what is typed. */
  #refused(fault) {
    clearTimeout(this.#faultTimer);
    this.#faultTimer = setTimeout(() => this.#take({ fault, preview: null }), this.fault ? 0 : FAULT_MS);
  }

  #take(found) {
    Object.assign(this, found, { pending: false });
    this.#host.requestUpdate();
  }
}
