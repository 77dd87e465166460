// What every part of the page is made of: a Lit element that renders into the page itself, so that one style sheet and
// one tree of labels and headings serve all.
import { LitElement } from 'lit';

export { html, nothing, svg } from 'lit';

export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}
