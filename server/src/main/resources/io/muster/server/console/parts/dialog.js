// A dialog over the page: the browser's own, which keeps the focus within and closes by Escape.
import { Part, html, nothing } from './element.js';
import { icon } from './icon.js';
import { t } from '../app/messages.js';

class Dialog extends Part {
  static properties = { heading: {}, content: { attribute: false }, actions: { attribute: false } };

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  close() {
    this.querySelector('dialog').close();
  }

  render() {
    return html`
      <dialog aria-labelledby="dialog-heading" @close=${() => this.dispatchEvent(new Event('closed'))}>
        <header>
          <h2 id="dialog-heading">${this.heading}</h2>
          <button class="quiet" aria-label=${t('action.close')} @click=${this.close}>${icon('close')}</button>
        </header>
        <div class="body">${this.content}</div>
        ${this.actions ? html`<footer>${this.actions}</footer>` : nothing}
      </dialog>`;
  }
}

customElements.define('muster-dialog', Dialog);
