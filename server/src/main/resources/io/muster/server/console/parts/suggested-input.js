// A text that is typed or chosen from the values that there have been, the most frequent first.
import { Part, html } from './element.js';
import { suggest } from '../app/rules-api.js';

let made = 0;

class SuggestedInput extends Part {
  static properties = { value: {}, label: {}, subject: {}, builder: { attribute: false }, found: { state: true } };

  constructor() {
    super();
    this.listId = `suggested-${made += 1}`;
    this.found = [];
  }

  async ask(prefix) {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      this.found = await suggest(this.builder.workspace.name, this.subject, prefix, this.asked.signal);
    } catch {
      // No suggestions: one types.
    }
  }

  input(event) {
    const { value } = event.target;
    this.ask(value);
    this.dispatchEvent(new CustomEvent('changed', { detail: value }));
  }

  render() {
    return html`<label><span class="hidden">${this.label}</span>
      <input list=${this.listId} .value=${this.value ?? ''} autocomplete="off"
        @focus=${event => this.ask(event.target.value)} @input=${this.input}
        @change=${event => this.dispatchEvent(new CustomEvent('chosen', { detail: event.target.value }))}></label>
      <datalist id=${this.listId}>${this.found.map(each => html`<option value=${each}></option>`)}</datalist>`;
  }
}

customElements.define('muster-suggested-input', SuggestedInput);
