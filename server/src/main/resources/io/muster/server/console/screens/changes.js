// Who enters and leaves, as it happens.
import { Part, html, nothing } from '../parts/element.js';
import { problem } from '../parts/notice.js';
import { time } from '../app/format.js';
import { has, t } from '../app/messages.js';
import { href } from '../app/route.js';
import { listSegments } from '../app/segments-api.js';
import { followChanges } from './changes/stream.js';

const MOST_SHOWN = 200;

class Changes extends Part {
  static properties = {
    workspace: { attribute: false }, changes: { state: true }, error: { state: true }, held: { state: true },
    segment: { state: true }, segments: { state: true },
  };

  constructor() {
    super();
    this.changes = [];
    this.segments = [];
    this.segment = '';
  }

  willUpdate(changed) {
    if (changed.has('workspace')) {
      this.follow();
    }
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.follow();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.following?.abort();
  }

  async follow() {
    this.following?.abort();
    this.toggleAttribute('following', false);
    this.following = new AbortController();
    Object.assign(this, { changes: [], error: null });
    const { signal } = this.following;
    try {
      this.segments = await listSegments(this.workspace.name);
      await followChanges(this.workspace.name, () => this.toggleAttribute('following', true), change => {
        if (!this.held) {
          this.changes = [change, ...this.changes].slice(0, MOST_SHOWN);
        }
      }, signal);
    } catch (failure) {
      if (!signal.aborted) {
        this.error = failure.message;
      }
    }
  }

  render() {
    const shown = this.segment ? this.changes.filter(each => String(each.segment) === this.segment) : this.changes;
    return html`<div class="heading"><h1>${t('screen.changes')}</h1></div>
      <p>${t('changes.explain')}</p>
      <div class="tools">
        <label class="field">${t('changes.segment')}<select @change=${event => { this.segment = event.target.value; }}>
          <option value="">${t('changes.all')}</option>
          ${this.segments.map(each => html`<option value=${each.id}>${each.name}</option>`)}</select></label>
        <button aria-pressed=${Boolean(this.held)} @click=${() => { this.held = !this.held; }}>${t('changes.hold')}</button>
      </div>
      ${problem(this.error)}
      ${shown.length ? this.table(shown) : this.error ? nothing : html`<p class="quiet" role="status">${t('changes.none')}</p>`}`;
  }

  /** Of one that was deleted meanwhile its number is all there is. */
  nameOf(id) {
    return this.segments.find(each => each.id === id)?.name ?? `#${id}`;
  }

  table(shown) {
    return html`<table class="list changes">
      <thead><tr><th scope="col">${t('changes.time')}</th><th scope="col">${t('changes.customer')}</th>
        <th scope="col">${t('changes.change')}</th><th scope="col">${t('changes.segment')}</th>
        <th scope="col">${t('changes.cause')}</th></tr></thead>
      <tbody>${shown.map(each => html`<tr>
        <td data-label=${t('changes.time')}>${time(each.at)}</td>
        <th scope="row"><a href=${href(this.workspace.name, 'customer', each.customer)}>${each.customer}</a></th>
        <td data-label=${t('changes.change')} class=${each.event === 'entered' ? 'enter' : 'leave'}>${t(`changes.${each.event}`)}</td>
        <td data-label=${t('changes.segment')}>${this.nameOf(each.segment)}</td>
        <td data-label=${t('changes.cause')}>${has(`cause.${each.cause}`) ? t(`cause.${each.cause}`) : each.cause}</td></tr>`)}</tbody>
    </table>`;
  }
}

customElements.define('muster-changes', Changes);
