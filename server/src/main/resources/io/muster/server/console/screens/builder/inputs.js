// The inputs of a test's form. What is no number is not taken over: the rule stays whole while one types.
import { html } from '../../parts/element.js';
import { t } from '../../app/messages.js';
import { currentCurrency } from '../../app/format.js';
import { isAmount } from '../../rule/functions.js';
import { CALENDAR, ROLLING, unitName } from '../../rule/units.js';
import '../../parts/suggested-input.js';
import '../../parts/chips.js';

const NUMBER = /^-?\d+(\.\d{1,6})?$/;
const WHOLE = /^\d{1,5}$/;

export function renderInputs(builder, tested, { form, state }, put) {
  const set = change => put(form.write({ ...state, ...change }));
  return form.inputs.map(each => INPUTS[each](builder, tested, form, state, set));
}

const INPUTS = {
  one: (builder, tested, form, state, set) => single(builder, tested, form, state.one, one => set({ one }), t('builder.value')),
  two: (builder, tested, form, state, set) => html`<span class="and">${t('builder.range-and')}</span>
    ${single(builder, tested, form, state.two, two => set({ two }), t('builder.value-2'))}`,
  many: (builder, tested, form, state, set) => html`<muster-chips .values=${state.many} .label=${t('builder.values')}
    .numeric=${form.type === 'number'} .builder=${builder} .subject=${tested.suggest}
    @changed=${event => set({ many: event.detail })}></muster-chips>`,
  length: (builder, tested, form, state, set) => length(state, [...ROLLING, ...CALENDAR], set),
  'calendar-length': (builder, tested, form, state, set) => length(state, CALENDAR, set),
  lengths: (builder, tested, form, state, set) => html`
    ${whole(state.low, low => set({ low }), t('builder.length'))}<span class="and">${t('builder.range-and')}</span>
    ${whole(state.high, high => set({ high }), t('builder.length-2'))}
    ${units(state.high, state.unit, [...ROLLING, ...CALENDAR], unit => set({ unit }))}`,
  day: (builder, tested, form, state, set) => calendarDay(state.one, one => set({ one }), t('builder.day')),
  days: (builder, tested, form, state, set) => html`
    ${calendarDay(state.one, one => set({ one }), t('builder.day'))}<span class="and">${t('builder.range-and')}</span>
    ${calendarDay(state.two, two => set({ two }), t('builder.day-2'))}`,
};

function single(builder, tested, form, value, set, label) {
  if (form.type === 'number') {
    const money = isAmount(tested.subject) && currentCurrency();
    return html`<label class="value"><span class="hidden">${label}</span>
      <input class="figure" inputmode="decimal" .value=${value} @input=${taken(NUMBER, set)}>${money
        ? html`<span class="unit">${money}</span>` : ''}</label>`;
  }
  return html`<muster-suggested-input class="value" .value=${value} .label=${label} .builder=${builder}
    .subject=${tested.suggest} @changed=${event => set(event.detail)}></muster-suggested-input>`;
}

const length = (state, choices, set) => html`${whole(state.n, n => set({ n }), t('builder.length'))}
  ${units(state.n, state.unit, choices, unit => set({ unit }))}`;

const whole = (n, set, label) => html`<label class="value"><span class="hidden">${label}</span>
  <input class="figure short" inputmode="numeric" .value=${String(n)} @input=${taken(WHOLE, text => set(Number(text)))}></label>`;

const units = (n, chosen, choices, set) => html`<label class="value"><span class="hidden">${t('builder.unit')}</span>
  <select @change=${event => set(event.target.value)}>${choices.map(each => html`
    <option value=${each} ?selected=${each === chosen}>${unitName(n, each)}</option>`)}</select></label>`;

const calendarDay = (value, set, label) => html`<label class="value"><span class="hidden">${label}</span>
  <input type="date" .value=${value} @input=${event => event.target.value && set(event.target.value)}></label>`;

function taken(pattern, set) {
  return event => {
    const text = event.target.value.trim().replace(',', '.');
    const fits = pattern.test(text);
    event.target.setAttribute('aria-invalid', String(!fits));
    if (fits) {
      set(text);
    }
  };
}
