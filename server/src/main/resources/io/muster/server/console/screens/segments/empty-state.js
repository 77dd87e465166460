// What to do while a workspace has no customers.
import { Part, html } from '../../parts/element.js';
import { t } from '../../app/messages.js';

class EmptyState extends Part {
  static properties = { workspace: { attribute: false } };

  render() {
    const { name } = this.workspace;
    const records = `${location.origin}/v1/workspaces/${encodeURIComponent(name)}/records`;
    return html`<section class="card empty" aria-labelledby="empty-heading">
      <h2 id="empty-heading">${t('empty.title')}</h2>
      <p>${t('empty.explain')}</p>
      <h3>${t('empty.file')}</h3>
      <pre tabindex="0"><code>tools/muster load customers.jsonl --workspace ${name}</code></pre>
      <h3>${t('empty.http')}</h3>
      <pre tabindex="0"><code>curl --data-binary @customers.jsonl ${records}</code></pre>
      <h3>${t('empty.sample')}</h3>
      <pre tabindex="0"><code>tools/muster generate --customers 10000 --orders-per-customer 3 --seed 1 | tools/muster load - --workspace ${name}</code></pre>
    </section>`;
  }
}

customElements.define('muster-empty-state', EmptyState);
