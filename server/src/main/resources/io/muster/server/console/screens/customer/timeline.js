// What a customer did, the newest first, page by page.
import { Part, html, nothing } from '../../parts/element.js';
import { problem } from '../../parts/notice.js';
import { amount, dateTime, list, number } from '../../app/format.js';
import { has, t } from '../../app/messages.js';
import { readEvents } from '../../app/customers-api.js';

/** Told in their own way, or said by another. */
const TOLD = ['items', 'item_count'];

class Timeline extends Part {
  static properties = {
    workspace: {}, customer: {}, events: { state: true }, next: { state: true }, error: { state: true }, busy: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('workspace') || changed.has('customer')) {
      Object.assign(this, { events: null, next: null, error: null });
      this.load();
    }
  }

  async load() {
    const { workspace, customer } = this;
    this.busy = true;
    try {
      const page = await readEvents(workspace, customer, this.next);
      if (workspace === this.workspace && customer === this.customer) {
        this.events = [...this.events ?? [], ...page.events];
        this.next = page.next;
        this.error = null;
      }
    } catch (refusal) {
      this.error = refusal.message;
    } finally {
      this.busy = false;
    }
  }

  /** The button may be gone with the last page: the first event that it brought is read next. */
  async older() {
    const shown = this.events.length;
    await this.load();
    await this.updateComplete;
    this.querySelectorAll('.event')[shown]?.focus();
  }

  render() {
    return html`<section class="card" aria-labelledby="timeline-heading" aria-busy=${String(Boolean(this.busy))}>
      <h2 id="timeline-heading">${t('timeline.title')}</h2>
      ${problem(this.error)}
      ${this.events?.length ? html`<ol class="timeline">${this.events.map(renderEvent)}</ol>`
        : this.events ? html`<p class="quiet">${t('timeline.none')}</p>` : nothing}
      ${this.next ? html`<button ?disabled=${this.busy} @click=${() => this.older()}>${t('timeline.older')}</button>` : nothing}
    </section>`;
  }
}

function renderEvent(event) {
  const { type, id, time, status, details = {} } = event;
  return html`<li class="event" tabindex="-1">
    <p class="what"><strong>${eventName(type)}</strong>
      ${event.amount === undefined ? nothing : html`<span class="amount">${amount(Number(event.amount))}</span>`}
      ${status ? html`<span class="tag ${status}">${has(`order.${status}`) ? t(`order.${status}`) : status}</span>` : nothing}</p>
    <p class="when"><time datetime=${time}>${dateTime(time)}</time>${id ? html` · <code>${id}</code>` : nothing}</p>
    ${details.items?.length ? html`<ul class="items">${details.items.map(each => html`<li>${itemText(each)}</li>`)}</ul>` : nothing}
    ${renderDetails(details)}</li>`;
}

/** As rules name it, in words: email.opened is a message, all else that is not the shop's own stands as it is. */
function eventName(type) {
  const [channel, event] = type.split('.');
  if (event && has(`channel.${channel}`) && has(`event.${event}`)) {
    return t('function.message', { channel: t(`channel.${channel}`), event: t(`event.${event}`) });
  }
  return has(`timeline.${type}`) ? t(`timeline.${type}`) : type;
}

function itemText({ quantity = 1, product, variant, price }) {
  const name = [product, variant].filter(Boolean).join(' · ');
  return `${number(quantity)} × ${name}${price === undefined ? '' : ` – ${amount(Number(price))}`}`;
}

function renderDetails(details) {
  const rest = Object.entries(details).filter(([name, value]) => !TOLD.includes(name) && value !== null);
  return rest.length ? html`<dl class="details">${rest.map(([name, value]) => html`<div>
    <dt>${has(`parameter.${name}`) ? t(`parameter.${name}`) : name}</dt><dd>${shown(value)}</dd></div>`)}</dl>` : nothing;
}

function shown(value) {
  if (Array.isArray(value)) {
    return list(value.map(shown));
  }
  return typeof value === 'object' ? JSON.stringify(value) : typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value);
}

customElements.define('muster-timeline', Timeline);
