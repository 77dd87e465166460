// What the server holds and does.
import { Part, html, nothing } from '../parts/element.js';
import { Polling } from '../parts/polling.js';
import { problem } from '../parts/notice.js';
import { bytes, dateTime, duration, number, span } from '../app/format.js';
import { t } from '../app/messages.js';
import { json } from '../app/request.js';
import { facts } from './status/facts.js';
import { renderJournal } from './status/journal.js';
import { Latencies } from './status/latencies.js';
import { renderMemory } from './status/memory.js';
import './status/plot.js';

const POLL_MS = 2_000;
const MOST_POINTS = 300;

class Status extends Part {
  static properties = { workspace: { attribute: false }, status: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.points = [];
    this.latencies = new Latencies();
    new Polling(this, () => this.load(), POLL_MS);
  }

  async load() {
    try {
      const status = await json('GET', '/v1/status');
      this.points = [...this.points, { at: performance.timeOrigin + performance.now(), sequence: status.sequence ?? 0 }]
        .slice(-MOST_POINTS);
      this.latencies.take(status);
      this.status = status;
      this.error = null;
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  /** Commands a second between each two answers. */
  rates() {
    const pairs = this.points.slice(1).map((each, index) => [this.points[index], each]);
    return [pairs.map(([, after]) => after.at / 1000),
      pairs.map(([before, after]) => (after.sequence - before.sequence) * 1000 / (after.at - before.at))];
  }

  render() {
    return html`<div class="heading"><h1>${t('screen.status')}</h1></div>
      ${problem(this.error)}
      ${this.status ? this.content(this.status) : this.error ? nothing : html`<p class="loading">${t('loading')}</p>`}`;
  }

  content(status) {
    const own = status.workspaces?.find(each => each.name === this.workspace.name);
    return html`${status.read_only ? problem(t('status.read-only', { a: status.read_only_because })) : nothing}
      <section class="card" aria-labelledby="workspace-heading"><h2 id="workspace-heading">${this.workspace.name}</h2>
        ${facts([['status.customers', own?.customers, number], ['status.events', own?.events, number],
          ['status.segments', own?.segments, number], ['status.criteria', own?.criteria, number],
          ['status.memory', own?.off_heap_bytes, bytes], ['status.zone', own?.time_zone, String],
          ['status.currency', own?.currency, String]])}</section>
      <section class="card" aria-labelledby="server-heading"><h2 id="server-heading">${t('status.server')}</h2>
        ${facts([['status.version', status.version, String], ['status.uptime', status.uptime_ms, span],
          ['status.now', status.now, dateTime], ['status.lag', status.time?.lag_ms, value => duration(value * 1000)],
          ['status.sequence', status.sequence, number], ['status.waiting', status.queues?.commands_batches, number],
          ['status.accepted', status.records?.accepted, number], ['status.refused', status.records?.refused, number],
          ['status.connections', status.connections + status.http_connections + status.redis_connections, number]])}</section>
      <section class="card" aria-labelledby="rate-heading"><h2 id="rate-heading">${t('status.rate')}</h2>
        <muster-plot .series=${this.rates()} .label=${t('status.rate')}></muster-plot></section>
      <div class="beside-each-other">${status.journal ? renderJournal(status) : nothing}${renderMemory(status.memory)}</div>
      ${status.webhooks?.count ? webhooks(status.webhooks) : nothing}
      ${this.latencies.render()}`;
  }
}

const webhooks = all => html`<section class="card" aria-labelledby="webhooks-heading"><h2 id="webhooks-heading">${t('status.webhooks')}</h2>
  ${facts([['status.webhooks-count', all.count, number], ['status.webhooks-failing', all.failing, number],
    ['status.webhooks-behind', all.behind_sequences, number], ['status.webhooks-delivered', all.delivered_changes, number]])}</section>`;

customElements.define('muster-status', Status);
