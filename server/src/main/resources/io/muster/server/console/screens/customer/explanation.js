// Why a customer is in a segment or not: each condition, what it found, and until when that holds.
import { html, nothing } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { dateTime, number } from '../../app/format.js';
import { t } from '../../app/messages.js';

const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

export function renderExplanation(explanation) {
  return html`<div class="why">
    <p class="verdict">${t(explanation.member ? 'why.member' : 'why.not-member')}
      ${explanation.until ? t('why.until', { a: dateTime(explanation.until) }) : ''}
      ${explanation.only_because_missing ? t('why.missing') : ''}</p>
    <ul>${renderPart(explanation.whole)}</ul>
    ${renderChange(explanation.smallest_change)}
  </div>`;
}

function renderPart(part) {
  return html`<li class=${part.holds ? 'holds' : 'fails'}>
    <span class="mark">${icon(part.holds ? 'check' : 'close')}<span class="hidden">${t(part.holds ? 'why.holds' : 'why.fails')}</span></span>
    ${part.terms.length ? html`<span class="kind">${t(`why.${part.kind}`)}</span><ul>${part.terms.map(renderPart)}</ul>`
      : html`<code>${part.text}</code>
        ${part.value ? html`<span class="found">${t('why.value', { a: shown(part.value) })}</span>` : nothing}
        ${part.until ? html`<span class="found">${t('why.until', { a: dateTime(part.until) })}</span>` : nothing}
        ${part.event_count ? html`<span class="found">${t('why.events', { n: part.event_count, count: number(part.event_count) })}</span>` : nothing}
        ${part.note ? html`<span class="found">${part.note}</span>` : nothing}`}
  </li>`;
}

/** Moments as the language writes them; all else as the server says it. */
const shown = text => text.replace(MOMENT, dateTime);

function renderChange(change) {
  return change?.possible && change.steps.length ? html`<p class="change">${t('why.change')}</p>
    <ul>${change.steps.map(each => html`<li><code>${each.subject}</code>: ${shown(each.from) || '–'} → ${shown(each.to) || '–'}</li>`)}</ul>` : nothing;
}
