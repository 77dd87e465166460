// How long answers take: percentiles of what was asked since the status was last looked at.
import { html, nothing } from '../../parts/element.js';
import { duration, number } from '../../app/format.js';
import { t } from '../../app/messages.js';

const SHOWN_AT_ONCE = 6;

/** The most frequent first. Of a kind that nobody asked for meanwhile the last percentiles there were, so that rows do not go blank. */
export class Latencies {
  #known = new Map();

  take(status) {
    const all = [
      ...status.requests.map(each => [each.request, each]),
      [t('status.engine-command'), status.engine?.command],
      [t('status.engine-question'), status.engine?.question],
      [t('status.force'), status.journal?.force],
    ];
    for (const [name, latency] of all) {
      if (latency?.count && (latency.recent || !this.#known.get(name)?.recent)) {
        this.#known.set(name, latency);
      } else if (latency?.count) {
        this.#known.set(name, { ...this.#known.get(name), count: latency.count, errors: latency.errors });
      }
    }
  }

  render() {
    const rows = [...this.#known].sort(([, one], [, other]) => other.count - one.count);
    return html`<section class="card" aria-labelledby="latency-heading"><h2 id="latency-heading">${t('status.latency')}</h2>
      ${table(rows.slice(0, SHOWN_AT_ONCE))}
      ${rows.length > SHOWN_AT_ONCE ? html`<details><summary>${t('status.more', { n: rows.length - SHOWN_AT_ONCE })}</summary>
        ${table(rows.slice(SHOWN_AT_ONCE))}</details>` : nothing}
    </section>`;
  }
}

const table = rows => html`<table class="list latencies"><thead><tr><th scope="col">${t('status.request')}</th>
    ${COLUMNS.map(([key]) => html`<th scope="col" class="number">${t(key)}</th>`)}</tr></thead>
  <tbody>${rows.map(([name, latency]) => html`<tr><th scope="row">${name}</th>
    ${COLUMNS.map(([key, shown]) => html`<td class="number" data-label=${t(key)}>${shown(latency)}</td>`)}</tr>`)}</tbody></table>`;

const percentile = name => latency => (latency.recent ? duration(latency[name]) : '–');

const COLUMNS = [
  ['status.count', latency => number(latency.count)],
  ['status.errors', latency => (latency.errors === undefined ? '–' : number(latency.errors))],
  ['status.median', percentile('p50_us')],
  ['status.p99', percentile('p99_us')],
  ['status.longest', percentile('max_us')],
];
