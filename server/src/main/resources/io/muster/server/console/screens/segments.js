// The segments of a workspace, with their sizes as they are now.
import { Part, html, nothing } from '../parts/element.js';
import { Polling } from '../parts/polling.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/notice.js';
import { t } from '../app/messages.js';
import { href } from '../app/route.js';
import { readWorkspace } from '../app/workspaces.js';
import { listSegments, listSizes } from '../app/segments-api.js';
import { parseRule } from '../app/rules-api.js';
import { loadFields } from '../rule/fields.js';
import { ruleWords } from '../rule/words.js';
import './segments/delete-dialog.js';
import './segments/link-dialog.js';
import './segments/empty-state.js';
import { segmentRow } from './segments/row.js';

const POLL_MS = 2_000;
const PAST_POLL_MS = 60_000;

class Segments extends Part {
  static properties = {
    workspace: { attribute: false }, segments: { state: true }, words: { state: true }, error: { state: true },
    dialog: { state: true }, past: { state: true }, asText: { state: true }, sought: { state: true },
  };

  constructor() {
    super();
    this.words = new Map();
    this.sought = '';
    new Polling(this, () => this.load(), POLL_MS);
    new Polling(this, () => this.loadPast(), PAST_POLL_MS);
  }

  willUpdate(changed) {
    if (changed.has('workspace') && this.hasUpdated) {
      this.segments = null;
      this.fields = null;
      this.words = new Map();
      this.past = null;
      this.load();
      this.loadPast();
    }
  }

  async load() {
    const workspace = this.workspace.name;
    try {
      const segments = await listSegments(workspace);
      this.fields ??= await loadFields(workspace);
      if (workspace === this.workspace.name) {
        this.segments = segments;
        this.error = null;
        await this.tellInWords(workspace);
        await this.watchForCustomers(workspace);
      }
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  /** The first customers may come from anywhere. */
  async watchForCustomers(workspace) {
    const loading = this.querySelector('muster-empty-state')?.busy;
    if (this.workspace.customers === 0 && !loading && (await readWorkspace(workspace)).customers > 0) {
      this.dispatchEvent(new Event('filled', { bubbles: true }));
    }
  }

  /** Without it the rest of the list is as good. */
  async loadPast() {
    const workspace = this.workspace.name;
    const past = await listSizes(workspace).catch(() => null);
    if (workspace === this.workspace.name) {
      this.past = past;
    }
  }

  async tellInWords(workspace) {
    for (const { rule } of this.segments) {
      if (!this.words.has(rule)) {
        const tree = await parseRule(workspace, rule).catch(() => null);
        this.words.set(rule, tree ? ruleWords(tree, this.fields) : rule);
        this.requestUpdate();
      }
    }
  }

  render() {
    const name = this.workspace.name;
    return html`
      <div class="heading">
        <h1>${t('screen.segments')}</h1>
        <a class="button main" href=${href(name, 'segments', 'new')}>${icon('plus')}${t('segments.new')}</a>
      </div>
      ${problem(this.error)}
      ${this.workspace.customers === 0 ? html`<muster-empty-state .workspace=${this.workspace}></muster-empty-state>` : nothing}
      ${this.segments ? this.table() : this.error ? nothing : html`<p class="loading">${t('loading')}</p>`}
      ${this.dialog ?? nothing}`;
  }

  table() {
    const shown = this.segments.filter(each => each.name.toLowerCase().includes(this.sought.toLowerCase()));
    return html`
      <div class="tools">
        <label class="search">${icon('search')}<span class="hidden">${t('segments.search')}</span>
          <input type="search" placeholder=${t('segments.search')} @input=${event => { this.sought = event.target.value; }}></label>
        <label class="switch"><input type="checkbox" .checked=${Boolean(this.asText)}
          @change=${event => { this.asText = event.target.checked; }}>${t('segments.as-text')}</label>
      </div>
      <table class="list segments">
        <thead><tr><th scope="col">${t('segments.name')}</th><th scope="col" class="number">${t('segments.size')}</th>
          <th scope="col" class="trend">${t('segments.trend')}</th>
          <th scope="col">${t('segments.rule')}</th><th scope="col">${t('segments.changed')}</th>
          <th scope="col"><span class="hidden">${t('segments.actions')}</span></th></tr></thead>
        <tbody>${shown.map(each => segmentRow(this, each))}</tbody>
      </table>
      ${shown.length ? nothing : html`<p class="quiet">${t('segments.none')}</p>`}`;
  }

  show(dialog) {
    this.dialog = dialog;
  }

  /** The browser gives the focus back to the button that opened the dialog, unless that has gone with its segment. */
  async closeDialog() {
    this.dialog = null;
    await this.load();
    await this.updateComplete;
    if (document.activeElement === document.body) {
      this.querySelector('input[type=search]')?.focus();
    }
  }
}

customElements.define('muster-segments', Segments);
