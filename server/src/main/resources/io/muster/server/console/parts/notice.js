// What went wrong, or what to know, where it belongs on the page.
import { html, nothing } from './element.js';

export const problem = text => text ? html`<p class="notice problem" role="alert">${text}</p>` : nothing;

export const warning = text => text ? html`<p class="notice warning" role="status">${text}</p>` : nothing;
