// One customer: what is known, the segments with until when, and why.
import { Part, html, nothing } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/notice.js';
import { dateTime } from '../app/format.js';
import { t } from '../app/messages.js';
import { go } from '../app/route.js';
import { listSegments } from '../app/segments-api.js';
import { explain, readCustomer } from '../app/customers-api.js';
import { fieldLabel, loadFields } from '../rule/fields.js';
import { fieldValue } from './customer/value.js';
import { renderExplanation } from './customer/explanation.js';
import './customer/timeline.js';

class Customer extends Part {
  static properties = {
    workspace: { attribute: false }, customer: {}, found: { state: true }, error: { state: true }, why: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('workspace') || changed.has('customer')) {
      this.load();
    }
  }

  async load() {
    Object.assign(this, { found: null, error: null, why: new Map() });
    if (!this.customer) {
      return;
    }
    const workspace = this.workspace.name;
    try {
      const [found, segments, fields] = await Promise.all([
        readCustomer(workspace, this.customer), listSegments(workspace), loadFields(workspace)]);
      Object.assign(this, { found, segments, fields });
    } catch (refusal) {
      this.error = refusal.status === 404 ? t('customer.unknown', { a: this.customer }) : refusal.message;
    }
  }

  submit(event) {
    event.preventDefault();
    const sought = this.querySelector('input').value.trim();
    if (sought) {
      go(this.workspace.name, 'customer', sought);
    }
  }

  async explain(segment) {
    try {
      this.why.set(segment.id, await explain(this.workspace.name, this.found.id, segment.id));
    } catch (refusal) {
      this.error = refusal.message;
    }
    this.requestUpdate();
  }

  render() {
    return html`
      <div class="heading"><h1>${t('screen.customer')}</h1></div>
      <form class="tools" role="search" @submit=${this.submit}>
        <label class="field wide">${t('customer.sought')}<input name="customer" .value=${this.customer} autocomplete="off"></label>
        <button class="main">${icon('search')}${t('customer.find')}</button>
      </form>
      ${problem(this.error)}
      ${this.found ? this.profile() : nothing}`;
  }

  profile() {
    const { id, fields, custom } = this.found;
    const known = Object.entries({ ...fields, ...custom }).filter(([, value]) => value !== null && value !== '');
    const names = this.memberships();
    const [inside, outside] = [true, false].map(member => this.segments.filter(each => names.has(each.name) === member));
    return html`<div class="customer">
      <section class="card" aria-labelledby="profile-heading">
        <h2 id="profile-heading">${id}</h2>
        <dl class="facts">${known.map(([name, value]) => html`<div><dt>${fieldLabel(name)}</dt>
          <dd>${fieldValue(name, value, this.fields)}</dd></div>`)}</dl>
      </section>
      <section class="card" aria-labelledby="segments-heading">
        <h2 id="segments-heading">${t('customer.in')}</h2>
        ${inside.length ? this.list(inside, names) : html`<p class="quiet">${t('customer.in-none')}</p>`}
        <details><summary>${t('customer.not-in', { n: outside.length })}</summary>${this.list(outside, names)}</details>
      </section>
      <muster-timeline .workspace=${this.workspace.name} .customer=${id}></muster-timeline>
    </div>`;
  }

  /** Name of each segment that the customer is in, with until when where that is known. */
  memberships() {
    return new Map(this.found.segments.map(each => [each.name, each.until]));
  }

  list(segments, until) {
    return html`<ul class="memberships">${segments.map(each => html`<li>
      <div class="membership"><span class="name">${each.name}</span>
        ${until.get(each.name) ? html`<span class="until">${t('customer.until', { a: dateTime(until.get(each.name)) })}</span>` : nothing}
        <button @click=${() => this.explain(each)} aria-label=${t('customer.why-of', { name: each.name })}>${t('customer.why')}</button></div>
      ${this.why.has(each.id) ? renderExplanation(this.why.get(each.id)) : nothing}</li>`)}</ul>`;
  }
}

customElements.define('muster-customer', Customer);
