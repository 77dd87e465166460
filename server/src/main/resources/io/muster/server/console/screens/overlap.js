// How far segments have the same members.
import { Part, html, nothing } from '../parts/element.js';
import { problem } from '../parts/notice.js';
import { list, number, percent } from '../app/format.js';
import { t } from '../app/messages.js';
import { at, json } from '../app/request.js';
import { listSegments } from '../app/segments-api.js';

const MOST = 8;

class Overlap extends Part {
  static properties = {
    workspace: { attribute: false }, segments: { state: true }, chosen: { state: true }, found: { state: true },
    error: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('workspace')) {
      this.load();
    }
  }

  async load() {
    Object.assign(this, { segments: null, chosen: [], found: null, error: null });
    await this.tryTo(async () => { this.segments = await listSegments(this.workspace.name); });
  }

  async choose(id, isChosen) {
    this.chosen = isChosen ? [...this.chosen, id] : this.chosen.filter(each => each !== id);
    this.found = null;
    this.error = null;
    const { chosen } = this;
    if (chosen.length > 1) {
      await this.tryTo(async () => {
        const found = await json('POST', at`/v1/workspaces/${this.workspace.name}/overlap`, { body: { segments: chosen.map(String) } });
        this.found = chosen === this.chosen ? found : this.found;
      });
    }
  }

  async tryTo(act) {
    try {
      await act();
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  render() {
    return html`<div class="heading"><h1>${t('screen.overlap')}</h1></div>
      <p>${t('overlap.explain')}</p>
      ${problem(this.error)}
      <div class="overlap">${this.segments ? this.choice() : nothing}${this.found ? this.result() : nothing}</div>`;
  }

  choice() {
    return html`<fieldset class="card choice"><legend>${t('overlap.choose', { most: MOST })}</legend>
      ${this.segments.map(each => html`<label class="switch"><input type="checkbox" .checked=${this.chosen.includes(each.id)}
        ?disabled=${!this.chosen.includes(each.id) && this.chosen.length >= MOST}
        @change=${event => this.choose(each.id, event.target.checked)}>
        <span>${each.name}</span><span class="quiet">${number(each.size)}</span></label>`)}</fieldset>`;
  }

  result() {
    const { customers, union, intersections } = this.found;
    const likenesses = intersections.filter(each => each.jaccard !== undefined);
    const most = Math.max(1, ...intersections.map(each => each.size));
    return html`<section class="card" aria-label=${t('overlap.result')}>
      <p>${t('overlap.union', { n: union, union: number(union), customers: number(customers) })}</p>
      <table class="list"><caption>${t('overlap.alike')}</caption>
        <thead><tr><th scope="col">${t('overlap.segments')}</th><th scope="col" class="number">${t('overlap.both')}</th>
          <th scope="col" class="number">${t('overlap.jaccard')}</th><th scope="col" class="number">${t('overlap.lift')}</th></tr></thead>
        <tbody>${likenesses.map(each => html`<tr><th scope="row">${list(each.segments, 'and')}</th>
          <td class="number" data-label=${t('overlap.both')}>${number(each.size)}</td>
          <td class="number" data-label=${t('overlap.jaccard')}>${percent(each.jaccard)}</td>
          <td class="number" data-label=${t('overlap.lift')}>${`× ${number(each.lift, { maximumFractionDigits: 2 })}`}</td></tr>`)}</tbody></table>
      <table class="list"><caption>${t('overlap.subsets')}</caption>
        <thead><tr><th scope="col">${t('overlap.segments')}</th><th scope="col" class="number">${t('overlap.size')}</th>
          <th scope="col" class="number">${t('overlap.exactly')}</th></tr></thead>
        <tbody>${intersections.map(each => html`<tr><th scope="row">${list(each.segments, 'and')}
            <meter min="0" max=${most} value=${each.size} aria-label=${t('overlap.size')}></meter></th>
          <td class="number" data-label=${t('overlap.size')}>${number(each.size)}</td>
          <td class="number" data-label=${t('overlap.exactly')}>${number(each.only_these)}</td></tr>`)}</tbody></table>
    </section>`;
  }
}

customElements.define('muster-overlap', Overlap);
