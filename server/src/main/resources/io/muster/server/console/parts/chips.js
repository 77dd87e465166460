// Several values: each with a button to take it away, and an input for the next.
import { Part, html } from './element.js';
import { icon } from './icon.js';
import { t } from '../app/messages.js';
import './suggested-input.js';

const NUMBER = /^-?\d+(\.\d{1,6})?$/;

class Chips extends Part {
  static properties = {
    values: { attribute: false }, label: {}, numeric: { type: Boolean }, builder: { attribute: false }, subject: {},
  };

  change(values) {
    this.dispatchEvent(new CustomEvent('changed', { detail: values }));
  }

  add(event) {
    const input = this.querySelector('input');
    const value = input.value.trim();
    event.preventDefault();
    if (value && !this.values.includes(value) && (!this.numeric || NUMBER.test(value))) {
      this.change([...this.values.filter(Boolean), value]);
      input.value = '';
    }
  }

  remove(value) {
    const left = this.values.filter(each => each !== value);
    this.change(left.length ? left : ['']);
  }

  render() {
    return html`<span class="chips" @keydown=${event => event.key === 'Enter' && this.add(event)}>
      ${this.values.filter(Boolean).map(each => html`<span class="chip">${each}<button type="button" class="quiet"
        aria-label=${t('chips.remove', { a: each })} @click=${() => this.remove(each)}>${icon('close')}</button></span>`)}
      <muster-suggested-input .value=${''} .label=${this.label} .builder=${this.builder} .subject=${this.subject}
        @chosen=${this.add}></muster-suggested-input>
    </span>`;
  }
}

customElements.define('muster-chips', Chips);
