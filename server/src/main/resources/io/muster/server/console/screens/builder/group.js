// Groups of conditions, to any depth. Each part is given how to replace itself, so that none knows where it stands.
import { html, nothing } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { number } from '../../app/format.js';
import { t } from '../../app/messages.js';
import { firstTest } from '../../rule/forms.js';
import { group, isGroup, unwrapped, wrapped } from '../../rule/tree.js';
import { renderCondition } from './condition.js';

/** The whole rule. */
export function renderRoot(builder, draft) {
  const context = { builder, sizes: draft.sizes };
  const { negated, inner } = unwrapped(draft.tree);
  return renderGroup(context, isGroup(inner) ? inner : group('and', [inner]), negated, tree => draft.build(tree), null);
}

/** @param replace called with what stands here from now on; @param remove null: it must stay */
function renderGroup(context, node, negated, replace, remove) {
  const put = next => replace(wrapped(next, negated));
  const { terms } = node;
  const replaceTerm = (index, next) => put({ ...node, terms: terms.map((each, at) => (at === index ? next : each)) });
  const removeTerm = index => put({ ...node, terms: terms.filter((each, at) => at !== index) });
  return html`<fieldset class="group ${node.kind}">
    <legend class="hidden">${t(`builder.group-${node.kind}`)}</legend>
    <div class="group-head">
      <label><span class="hidden">${t('builder.match')}</span>
        <select @change=${event => replace(chosen(event.target.value, node))}>
          ${['and', 'or', 'not-and', 'not-or'].map(each => html`
            <option value=${each} ?selected=${each === (negated ? `not-${node.kind}` : node.kind)}>${t(`builder.match-${each}`)}</option>`)}
        </select></label>
      ${remove ? html`<button type="button" class="quiet" aria-label=${t('builder.remove-group')}
        title=${t('builder.remove-group')} @click=${event => removed(context, event.currentTarget.closest('li'), remove)}>${icon('trash')}</button>` : nothing}
    </div>
    <ul class="terms">${terms.map((term, index) => html`<li>
      ${index ? html`<span class="joint">${t(`builder.${node.kind}`)}</span>` : nothing}
      ${renderTerm(context, term, next => replaceTerm(index, next), () => removeTerm(index))}</li>`)}</ul>
    <div class="adds">
      <button type="button" @click=${event => added(context, event, () => put({ ...node, terms: [...terms, freshCondition()] }))}>
        ${icon('plus')}${t('builder.add')}</button>
      <button type="button" class="quiet" @click=${event => added(context, event, () => put({ ...node, terms: [...terms, freshGroup(node)] }))}>
        ${icon('group')}${t('builder.add-group')}</button>
    </div>
  </fieldset>`;
}

function renderTerm(context, term, replace, remove) {
  const { negated, inner } = unwrapped(term);
  if (isGroup(inner)) {
    return renderGroup(context, inner, negated, replace, remove);
  }
  const size = context.sizes.get(inner);
  return html`<div class="condition">
    ${renderCondition(context.builder, inner, negated, replace)}
    <span class="end"><span class="size" aria-live="off">${size === undefined ? '' : t('builder.size', { n: size, count: number(size) })}</span>
    <button type="button" class="quiet" aria-label=${t('builder.remove')} title=${t('builder.remove')}
      @click=${event => removed(context, event.currentTarget.closest('li'), remove)}>${icon('close')}</button></span>
  </div>`;
}

/** Who adds something goes on with it. */
async function added({ builder }, event, add) {
  const list = event.currentTarget.closest('fieldset').querySelector('ul');
  add();
  await builder.updateComplete;
  list.lastElementChild.querySelector('select').focus();
}

/** Who takes something away stays in the group that it was in. */
async function removed({ builder }, item, remove) {
  const group = item.parentElement.closest('fieldset');
  remove();
  await builder.updateComplete;
  group.querySelector(':scope > .adds button').focus();
}

function chosen(value, node) {
  const kind = value.replace('not-', '');
  return wrapped({ ...node, kind }, value !== kind);
}

const freshCondition = () => ({ kind: 'condition', subject: 'number_of_orders', test: firstTest('number') });

const freshGroup = outer => group(outer.kind === 'and' ? 'or' : 'and', [freshCondition()]);
