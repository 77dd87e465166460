// What a function picks, and what must hold of that: one line for each parameter.
import { html, nothing } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { t } from '../../app/messages.js';
import { parameterLabel } from '../../rule/fields.js';
import { firstTest } from '../../rule/forms.js';
import { parameterType, parametersOf, suggestionSubject } from '../../rule/functions.js';
import { renderTest } from './test.js';

export function renderParameters(builder, node, put) {
  const types = parametersOf(node);
  const free = Object.keys(types).filter(name => !node.parameters.some(each => each.name === name));
  const setTest = (index, test) => put({
    ...node, parameters: node.parameters.map((each, at) => (at === index ? { ...each, test } : each)),
  });
  return html`<ul class="parameters">
    ${node.parameters.map((each, index) => html`<li>
      <span class="parameter">${parameterLabel(each)}</span>
      ${renderTest(builder, {
        subject: each.name, type: parameterType(node, each), test: each.test, parameter: true,
        suggest: suggestionSubject(node, each),
      }, test => setTest(index, test))}
      <button type="button" class="quiet" aria-label=${t('builder.remove-parameter')} title=${t('builder.remove-parameter')}
        @click=${() => put({ ...node, parameters: node.parameters.filter((other, at) => at !== index) })}>${icon('close')}</button>
    </li>`)}
    ${free.length ? html`<li><label><span class="hidden">${t('builder.add-parameter')}</span>
      <select @change=${event => add(event, node, types, put)}>
        <option value="" selected>${t('builder.add-parameter')}</option>
        ${free.map(name => html`<option value=${name}>${parameterLabel({ name })}</option>`)}
      </select></label></li>` : nothing}
  </ul>`;
}

function add(event, node, types, put) {
  const name = event.target.value;
  event.target.value = '';
  if (name) {
    put({ ...node, parameters: [...node.parameters, { name, test: firstTest(types[name], { parameter: true }) }] });
  }
}
