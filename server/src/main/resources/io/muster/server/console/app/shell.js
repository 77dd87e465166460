// The frame around every screen: who is signed in, which workspace, which screen.
import { Part, html, nothing } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/notice.js';
import { LANGUAGES, changeLanguage, currentLanguage, t } from './messages.js';
import { useWorkspace } from './format.js';
import { SCREENS, currentRoute, go, href } from './route.js';
import { signOut, signedIn, token } from './session.js';
import { isDark, toggleTheme } from './theme.js';
import { listWorkspaces } from './workspaces.js';
import './sign-in.js';
import './first-workspace.js';
import '../screens/segments.js';
import '../screens/builder.js';
import '../screens/customer.js';
import '../screens/overlap.js';
import '../screens/changes.js';
import '../screens/status.js';

class Console extends Part {
  static properties = { route: { state: true }, workspaces: { state: true }, strange: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.route = currentRoute();
    window.addEventListener('hashchange', () => {
      this.route = currentRoute();
      this.updateComplete.then(() => this.querySelector('main')?.focus({ preventScroll: true }));
    });
    this.addEventListener('filled', () => this.load());
    signedIn.addEventListener('out', () => { this.strange = true; });
    this.load();
  }

  async load() {
    try {
      this.workspaces = await listWorkspaces();
      this.strange = false;
      this.error = null;
      const names = this.workspaces.map(each => each.name);
      if (names.length && !names.includes(this.route.workspace)) {
        go(names[0], this.route.screen);
      }
    } catch (refusal) {
      this.error = refusal.status === 401 ? null : refusal.message;
    }
  }

  get workspace() {
    return this.workspaces?.find(each => each.name === this.route.workspace);
  }

  updated() {
    const { screen } = this.route;
    document.title = `${this.strange ? t('sign-in.title') : t(`screen.${screen}`)} · muster`;
  }

  render() {
    useWorkspace(this.workspace);
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${t('shell.skip')}</a>
      <header class="top">
        <span class="brand"><img src=${document.querySelector('link[rel=icon]').href} alt="" width="28" height="28">muster</span>
        ${this.strange || !this.workspace ? nothing : this.navigation()}
        <div class="choices">${this.choices()}</div>
      </header>
      <main id="main" tabindex="-1">${this.content()}</main>`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }

  navigation() {
    const { workspace, screen } = this.route;
    return html`<nav aria-label=${t('shell.navigation')}>
      ${SCREENS.map(each => html`<a href=${href(workspace, each)}
          aria-current=${each === screen ? 'page' : 'false'}>${t(`screen.${each}`)}</a>`)}
    </nav>`;
  }

  choices() {
    return html`
      ${this.strange || !this.workspaces?.length ? nothing : html`
        <label><span class="hidden">${t('shell.workspace')}</span>
          <select @change=${event => go(event.target.value, this.route.screen)}>
            ${this.workspaces.map(each => html`<option ?selected=${each.name === this.route.workspace}>${each.name}</option>`)}
          </select></label>`}
      <label><span class="hidden">${t('shell.language')}</span>
        <select @change=${event => changeLanguage(event.target.value)}>
          ${Object.entries(LANGUAGES).map(([code, name]) => html`
            <option value=${code} lang=${code} ?selected=${code === currentLanguage()}>${name}</option>`)}
        </select></label>
      <button class="quiet" aria-pressed=${isDark()} aria-label=${t('shell.dark')} title=${t('shell.dark')}
          @click=${() => { toggleTheme(); this.requestUpdate(); }}>${icon('moon')}</button>
      ${token() && !this.strange ? html`<button class="quiet" aria-label=${t('shell.sign-out')} title=${t('shell.sign-out')}
          @click=${signOut}>${icon('out')}</button>` : nothing}`;
  }

  content() {
    if (this.strange) {
      return html`<muster-sign-in @signed-in=${this.load}></muster-sign-in>`;
    }
    if (!this.workspaces) {
      return this.error ? problem(this.error) : html`<p class="loading">${t('loading')}</p>`;
    }
    if (!this.workspaces.length) {
      return html`<muster-first-workspace @made=${this.load}></muster-first-workspace>`;
    }
    return this.workspace ? this.screen(this.workspace, this.route) : nothing;
  }

  screen(workspace, { screen, places, query }) {
    switch (screen) {
      case 'customer':
        return html`<muster-customer .workspace=${workspace} .customer=${places[0] ?? ''}></muster-customer>`;
      case 'overlap':
        return html`<muster-overlap .workspace=${workspace}></muster-overlap>`;
      case 'changes':
        return html`<muster-changes .workspace=${workspace}></muster-changes>`;
      case 'status':
        return html`<muster-status .workspace=${workspace}></muster-status>`;
      default:
        return places.length
          ? html`<muster-builder .workspace=${workspace} .segment=${places[0]} .copied=${query.get('copy')}></muster-builder>`
          : html`<muster-segments .workspace=${workspace}></muster-segments>`;
    }
  }
}

customElements.define('muster-console', Console);
