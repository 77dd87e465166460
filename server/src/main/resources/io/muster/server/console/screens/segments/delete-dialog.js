// Asks before a segment is deleted, and says why it is not where others use it.
import { Part, html } from '../../parts/element.js';
import '../../parts/dialog.js';
import { problem } from '../../parts/notice.js';
import { t } from '../../app/messages.js';
import { deleteSegment } from '../../app/segments-api.js';

class DeleteDialog extends Part {
  static properties = { workspace: {}, segment: { attribute: false }, error: { state: true } };

  async confirm() {
    try {
      await deleteSegment(this.workspace, this.segment);
      this.querySelector('muster-dialog').close();
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  render() {
    return html`<muster-dialog .heading=${t('delete.title')} @closed=${() => this.dispatchEvent(new Event('closed'))}
      .content=${html`<p>${t('delete.ask', { name: this.segment.name })}</p>${problem(this.error)}`}
      .actions=${html`<button class="danger" @click=${() => this.confirm()}>${t('delete.submit')}</button>`}></muster-dialog>`;
  }
}

customElements.define('muster-delete-dialog', DeleteDialog);
