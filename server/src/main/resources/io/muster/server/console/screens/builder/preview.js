// How many customers the rule has as it stands, some of them, and who would enter and leave.
import { Part, html, nothing } from '../../parts/element.js';
import { warning } from '../../parts/notice.js';
import { number } from '../../app/format.js';
import { t } from '../../app/messages.js';
import { href } from '../../app/route.js';

class Preview extends Part {
  static properties = {
    workspace: {}, result: { attribute: false }, edited: { attribute: false }, pending: { type: Boolean },
  };

  render() {
    const { result } = this;
    return html`<section class="card preview ${this.pending ? 'pending' : ''}" aria-label=${t('preview.title')}>
      <p class="count" role="status">${result
        ? html`<strong>${number(result.count)}</strong> ${t('preview.customers', { n: result.count })}`
        : html`<strong>–</strong> ${t('preview.none')}`}</p>
      ${result && this.edited ? this.effect(result) : nothing}
      ${result?.sample?.length ? html`<h2>${t('preview.sample')}</h2>
        <ul class="sample">${result.sample.map(each => html`<li><a href=${href(this.workspace, 'customer', each)}>${each}</a></li>`)}</ul>` : nothing}
    </section>`;
  }

  effect({ edit }) {
    if (!edit) {
      return nothing;
    }
    const [enter, leave, stay] = [edit.entering.count, edit.leaving.count, edit.staying.count];
    const moved = enter + leave;
    return html`<dl class="effect">
        <div><dt>${t('preview.enter')}</dt><dd class="enter">+${number(enter)}</dd></div>
        <div><dt>${t('preview.leave')}</dt><dd class="leave">−${number(leave)}</dd></div>
        <div><dt>${t('preview.stay')}</dt><dd>${number(stay)}</dd></div>
      </dl>
      ${moved ? warning(t('preview.at-once', { n: moved, count: number(moved) })) : nothing}`;
  }
}

customElements.define('muster-preview', Preview);
