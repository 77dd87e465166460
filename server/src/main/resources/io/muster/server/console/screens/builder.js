// One segment's name and rule, as conditions to choose and as text, with its size while it is written.
import { Part, html, nothing } from '../parts/element.js';
import { problem, warning } from '../parts/notice.js';
import { t } from '../app/messages.js';
import { go, href } from '../app/route.js';
import { createSegment, listSegments, readSegment, updateSegment } from '../app/segments-api.js';
import { loadFields } from '../rule/fields.js';
import { RuleDraft } from './builder/draft.js';
import { renderRoot } from './builder/group.js';
import './builder/preview.js';
import '../editor/rule-editor.js';

class Builder extends Part {
  static properties = {
    workspace: { attribute: false }, segment: {}, copied: {}, loaded: { state: true }, error: { state: true },
    name: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.draft = new RuleDraft(this);
  }

  willUpdate(changed) {
    if (changed.has('workspace') || changed.has('segment') || changed.has('copied')) {
      this.load();
    }
  }

  get isNew() {
    return this.segment === 'new';
  }

  async load() {
    const workspace = this.workspace.name;
    this.loaded = false;
    this.error = null;
    try {
      const source = this.isNew ? this.copied : this.segment;
      const [fields, segments, read] = await Promise.all([
        loadFields(workspace), listSegments(workspace), source ? readSegment(workspace, source) : null]);
      this.fields = fields;
      this.others = segments.filter(each => this.isNew || String(each.id) !== String(this.segment));
      this.saved = this.isNew ? null : read;
      this.name = this.isNew && read ? t('builder.copy-of', { name: read.name }) : read?.name ?? '';
      await this.draft.begin(workspace, this.saved, read?.rule ?? '');
      this.loaded = true;
    } catch (refusal) {
      this.error = refusal.message;
    }
  }

  async save(event) {
    event.preventDefault();
    this.busy = true;
    this.error = null;
    try {
      const workspace = this.workspace.name;
      await (this.isNew
        ? createSegment(workspace, this.name.trim(), this.draft.text)
        : updateSegment(workspace, this.saved.id, this.name.trim(), this.draft.text, this.saved.etag));
      go(workspace, 'segments');
    } catch (refusal) {
      this.error = refusal.status === 412 ? t('builder.overtaken') : refusal.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <div class="heading"><h1>${this.isNew ? t('builder.new') : t('builder.edit')}</h1></div>
      ${this.loaded ? this.form() : this.error ? problem(this.error) : html`<p class="loading">${t('loading')}</p>`}`;
  }

  form() {
    const { draft } = this;
    const savable = this.name.trim() && draft.text.trim() && !draft.fault && !this.busy;
    return html`<form class="builder" @submit=${this.save}>
      <label class="field name">${t('builder.name')}
        <input name="name" required maxlength="200" .value=${this.name} @input=${event => { this.name = event.target.value; }}></label>
      ${this.saved ? warning(this.saved.used_by.length
        ? t('builder.in-use-by', { names: this.saved.used_by.join(', ') }) : t('builder.in-use')) : nothing}
      <section class="conditions" aria-label=${t('builder.conditions')}>
        <h2>${t('builder.conditions')}</h2>
        ${draft.fault && !draft.isParsed ? warning(t('builder.behind')) : nothing}
        ${renderRoot(this, draft)}
      </section>
      <div class="beside"><section class="text" aria-label=${t('builder.text')}>
        <h2>${t('builder.text')}</h2>
        <muster-rule-editor .text=${draft.text} .fault=${draft.fault} .label=${t('builder.text')}
          @edited=${event => draft.write(event.detail)}></muster-rule-editor>
        ${draft.fault ? problem(draft.fault.line ? t('builder.fault-at', draft.fault) : draft.fault.message) : nothing}
      </section>
      <muster-preview .workspace=${this.workspace.name} .result=${draft.preview} .edited=${this.saved}
        .pending=${draft.pending}></muster-preview></div>
      ${problem(this.error)}
      <div class="buttons">
        <button class="main" ?disabled=${!savable}>${t('builder.save')}</button>
        <a class="button" href=${href(this.workspace.name, 'segments')}>${t('action.cancel')}</a>
      </div>
    </form>`;
  }
}

customElements.define('muster-builder', Builder);
