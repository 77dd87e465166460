// Names with their values, those that are known.
import { html } from '../../parts/element.js';
import { t } from '../../app/messages.js';

/** @param entries message, value, how it is shown */
export const facts = entries => html`<dl class="facts">${entries.filter(([, value]) => value !== undefined && value !== null)
  .map(([key, value, shown]) => html`<div><dt>${t(key)}</dt><dd>${shown(value)}</dd></div>`)}</dl>`;
