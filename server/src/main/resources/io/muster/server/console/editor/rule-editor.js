// The rule as text: CodeMirror, in a shadow root, where its styles are adopted and need no inline style sheet.
import { LitElement, css, html } from 'lit';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { EditorState } from '@codemirror/state';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { tags } from '@lezer/highlight';
import { ruleTokens } from './tokens.js';

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--keyword)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--string)' },
  { tag: tags.number, color: 'var(--number)' },
]);

class RuleEditor extends LitElement {
  static properties = { text: {}, fault: { attribute: false }, label: {} };

  static styles = css`
    :host { display: block; }
    .cm-editor { border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--field); color: var(--ink); }
    .cm-editor.cm-focused { outline: 2px solid var(--accent); outline-offset: 1px; }
    .cm-content { font: 0.95rem/1.6 var(--mono); padding: 0.7rem 0.2rem; min-height: 4.6rem; caret-color: var(--ink); }
    .cm-cursor { border-left-color: var(--ink) !important; }
    .cm-lintRange-error { background: none; text-decoration: underline wavy var(--danger) 2px; text-underline-offset: 3px; }
    .cm-tooltip { background: var(--surface) !important; color: var(--ink); border: 1px solid var(--line) !important; }
  `;

  firstUpdated() {
    this.view = new EditorView({
      parent: this.renderRoot.querySelector('div'),
      root: this.renderRoot,
      state: EditorState.create({
        doc: this.text,
        extensions: [
          history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping,
          StreamLanguage.define(ruleTokens), syntaxHighlighting(colors),
          placeholder("last_order_date >= now - 30d AND tags CONTAINS 'vip'"),
          EditorView.contentAttributes.of({ 'aria-label': this.label, 'aria-multiline': 'true' }),
          EditorView.updateListener.of(update => this.changed(update)),
        ],
      }),
    });
    this.mark();
  }

  changed(update) {
    const text = update.state.doc.toString();
    if (update.docChanged && text !== this.text) {
      this.text = text;
      this.dispatchEvent(new CustomEvent('edited', { detail: text }));
    }
  }

  updated(changes) {
    if (!this.view) {
      return;
    }
    const { doc } = this.view.state;
    if (changes.has('text') && doc.toString() !== this.text) {
      this.view.dispatch({ changes: { from: 0, to: doc.length, insert: this.text } });
    }
    if (changes.has('fault')) {
      this.mark();
    }
  }

  /** Underlines the word at which the fault begins. */
  mark() {
    const { state } = this.view;
    const diagnostics = [];
    if (this.fault?.line && this.fault.line <= state.doc.lines) {
      const line = state.doc.line(this.fault.line);
      const start = Math.min(line.from + this.fault.column - 1, line.to);
      const word = /^(\w+|'[^']*'?|\S)/.exec(state.sliceDoc(start, line.to))?.[0].length ?? 0;
      const from = word ? start : Math.max(line.from, start - 1);
      diagnostics.push({ from, to: Math.max(start + word, from), severity: 'error', message: this.fault.message });
    }
    this.view.dispatch(setDiagnostics(state, diagnostics));
  }

  render() {
    return html`<div></div>`;
  }
}

customElements.define('muster-rule-editor', RuleEditor);
