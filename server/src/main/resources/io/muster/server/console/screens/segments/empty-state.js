// What to do while a workspace has no customers: a generated shop to look at, or one's own data.
import { Part, html } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { problem } from '../../parts/notice.js';
import { number } from '../../app/format.js';
import { t } from '../../app/messages.js';
import { loadSample } from '../../app/workspaces.js';

const SAMPLE_CUSTOMERS = 10_000;

class EmptyState extends Part {
  static properties = { workspace: { attribute: false }, busy: { state: true }, error: { state: true } };

  async sample() {
    this.busy = true;
    this.error = null;
    try {
      await loadSample(this.workspace.name, SAMPLE_CUSTOMERS);
      this.dispatchEvent(new Event('filled', { bubbles: true }));
    } catch (refusal) {
      this.error = refusal.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const { name } = this.workspace;
    const records = `${location.origin}/v1/workspaces/${encodeURIComponent(name)}/records`;
    return html`<section class="card empty" aria-labelledby="empty-heading">
      <h2 id="empty-heading">${t('empty.title')}</h2>
      <p>${t('empty.explain')}</p>
      <div class="ways">
        <div class="way sample">
          <h3>${t('empty.sample')}</h3>
          <p>${t('empty.sample-explain', { customers: number(SAMPLE_CUSTOMERS) })}</p>
          ${problem(this.error)}
          <button class="main" ?disabled=${this.busy} @click=${() => this.sample()}>${icon('plus')}${
            t(this.busy ? 'empty.sample-loading' : 'empty.sample-load')}</button>
        </div>
        <div class="way">
          <h3>${t('empty.file')}</h3>
          <pre tabindex="0"><code>tools/muster load customers.jsonl --workspace ${name}</code></pre>
          <h3>${t('empty.http')}</h3>
          <pre tabindex="0"><code>curl --data-binary @customers.jsonl -H 'Content-Type: application/jsonl' ${records}</code></pre>
        </div>
      </div>
    </section>`;
  }
}

customElements.define('muster-empty-state', EmptyState);
