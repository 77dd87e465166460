// The secret address at which anybody who knows it gets the members. It is shown once: the server keeps only its hash.
import { Part, html, nothing } from '../../parts/element.js';
import '../../parts/dialog.js';
import { icon } from '../../parts/icon.js';
import { problem, warning } from '../../parts/notice.js';
import { t } from '../../app/messages.js';
import { dateTime } from '../../app/format.js';
import { linkMade, makeLink, revokeLink } from '../../app/segments-api.js';

class LinkDialog extends Part {
  static properties = {
    workspace: {}, segment: { attribute: false }, made: { state: true }, address: { state: true }, said: { state: true },
    error: { state: true },
  };

  async firstUpdated() {
    await this.tryTo(async () => {
      const made = await linkMade(this.workspace, this.segment.id);
      this.made = this.address ? null : made;
    });
  }

  async make() {
    await this.tryTo(async () => {
      const made = await makeLink(this.workspace, this.segment.id);
      this.address = new URL(made.path ?? made.address, location.origin).href;
      this.made = null;
      this.said = null;
    });
  }

  async revoke() {
    await this.tryTo(async () => {
      await revokeLink(this.workspace, this.segment.id);
      this.address = null;
      this.made = null;
      this.said = t('link.revoked');
    });
  }

  async copy() {
    await this.tryTo(async () => {
      await navigator.clipboard.writeText(this.address);
      this.said = t('link.copied');
    });
  }

  async tryTo(act) {
    try {
      this.error = null;
      await act();
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  render() {
    return html`<muster-dialog .heading=${t('link.title', { name: this.segment.name })}
      @closed=${() => this.dispatchEvent(new Event('closed'))} .content=${this.content()}
      .actions=${html`<button @click=${() => this.revoke()}>${t('link.revoke')}</button>
        <button class="main" @click=${() => this.make()}>${t('link.make')}</button>`}></muster-dialog>`;
  }

  content() {
    return html`<p>${t('link.explain')}</p>
      ${this.made ? html`<p class="exists">${t('link.exists', { date: dateTime(this.made) })}</p>` : nothing}
      ${this.address ? html`<label class="field">${t('link.address')}
          <span class="joined"><input readonly .value=${this.address} @focus=${event => event.target.select()}>
            <button aria-label=${t('link.copy')} title=${t('link.copy')} @click=${() => this.copy()}>${icon('copy')}</button></span></label>
        ${warning(t('link.once'))}` : nothing}
      ${warning(this.said)}${problem(this.error)}`;
  }
}

customElements.define('muster-link-dialog', LinkDialog);
