// What is shown before there is any workspace: how to make the first.
import { Part, html } from '../parts/element.js';
import { problem } from '../parts/notice.js';
import { t } from './messages.js';
import { createWorkspace } from './workspaces.js';

const USUAL_CURRENCIES = ['EUR', 'MKD', 'PLN', 'BGN', 'USD', 'GBP'];

class FirstWorkspace extends Part {
  static properties = { error: { state: true } };

  async submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    try {
      await createWorkspace(given.get('name'), given.get('zone'), given.get('currency').toUpperCase());
      this.dispatchEvent(new Event('made'));
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  render() {
    return html`<form class="card narrow" @submit=${this.submit}>
      <h1>${t('first.title')}</h1>
      <p>${t('first.explain')}</p>
      <label class="field">${t('first.name')}<input name="name" required pattern="[A-Za-z0-9_.\\-]+"></label>
      <label class="field">${t('first.zone')}
        <input name="zone" required list="zones" value=${Intl.DateTimeFormat().resolvedOptions().timeZone}></label>
      <datalist id="zones">${Intl.supportedValuesOf('timeZone').map(each => html`<option>${each}</option>`)}</datalist>
      <label class="field">${t('first.currency')}
        <input name="currency" required minlength="3" maxlength="3" list="currencies" value="EUR"></label>
      <datalist id="currencies">${USUAL_CURRENCIES.map(each => html`<option>${each}</option>`)}</datalist>
      ${problem(this.error)}
      <button class="main">${t('first.submit')}</button>
    </form>`;
  }
}

customElements.define('muster-first-workspace', FirstWorkspace);
