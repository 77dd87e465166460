// A test: its form, chosen from those of its type, and the inputs that this form has.
import { html } from '../../parts/element.js';
import { t } from '../../app/messages.js';
import { carriedOver, formOf, formsFor } from '../../rule/forms.js';
import { testText } from '../../rule/text.js';
import { renderInputs } from './inputs.js';

/** @param tested { subject, type, test, suggest, parameter }; @param put called with the test from now on */
export function renderTest(builder, tested, put) {
  const { type, test, parameter } = tested;
  const found = formOf(test, type);
  const forms = formsFor(type, { parameter });
  return html`<label class="form"><span class="hidden">${t('builder.form')}</span>
      <select @change=${event => choose(event.target.value, forms, type, found, put)}>
        ${found ? '' : html`<option selected value="">${t('builder.as-text')}</option>`}
        ${forms.map(([id]) => html`<option value=${id} ?selected=${id === found?.id}>${formLabel(id)}</option>`)}
      </select></label>
    ${found ? renderInputs(builder, tested, found, put) : html`<code class="as-text">${testText(test).trim()}</code>`}`;
}

const formLabel = id => t(`form.${id}`, { a: '…', b: '…' }).replace(/\s*…$/, '');

function choose(id, forms, type, found, put) {
  const form = forms.find(([each]) => each === id)?.[1];
  if (form) {
    put(form.write(carriedOver(id, form, type, found?.state)));
  }
}
