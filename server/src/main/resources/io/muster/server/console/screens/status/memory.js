// Where the memory is, the largest first.
import { html, nothing } from '../../parts/element.js';
import { problem } from '../../parts/notice.js';
import { bytes } from '../../app/format.js';
import { has, t } from '../../app/messages.js';

export function renderMemory(memory) {
  const kinds = Object.entries(memory).map(([name, size]) => [name.replace(/_bytes$/, ''), size])
    .filter(([name, size]) => size > 0 && has(`memory.${name}`))
    .sort(([, one], [, other]) => other - one);
  const most = Math.max(1, ...kinds.map(([, size]) => size));
  return html`<section class="card" aria-labelledby="memory-heading"><h2 id="memory-heading">${t('status.memory')}</h2>
    ${memory.full ? problem(t('status.memory-full')) : nothing}
    <dl class="bars">${kinds.map(([name, size]) => html`<div><dt>${t(`memory.${name}`)}</dt>
      <dd><meter min="0" max=${most} value=${size} aria-label=${t(`memory.${name}`)}></meter><span>${bytes(size)}</span></dd></div>`)}</dl>
  </section>`;
}
