// A stranger is asked for a token; it is tried before it is kept.
import { Part, html } from '../parts/element.js';
import { problem } from '../parts/notice.js';
import { t } from './messages.js';
import { signIn } from './session.js';
import { listWorkspaces } from './workspaces.js';

class SignIn extends Part {
  static properties = { error: { state: true }, busy: { state: true } };

  async submit(event) {
    event.preventDefault();
    const field = this.querySelector('input');
    this.busy = true;
    signIn(field.value.trim());
    try {
      await listWorkspaces();
      this.error = null;
      this.dispatchEvent(new Event('signed-in'));
    } catch (refusal) {
      this.error = refusal.status === 401 ? t('sign-in.refused') : refusal.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<form class="card narrow" @submit=${this.submit}>
      <h1>${t('sign-in.title')}</h1>
      <p>${t('sign-in.explain')}</p>
      <label class="field">${t('sign-in.token')}
        <input type="password" name="token" autocomplete="current-password" required></label>
      ${problem(this.error)}
      <button class="main" ?disabled=${this.busy}>${t('sign-in.submit')}</button>
    </form>`;
  }
}

customElements.define('muster-sign-in', SignIn);
