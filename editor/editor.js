// <program-editor>: an editor for Python. It has a property `value`, the attributes `label` and `description` for whoever
// listens, `line` (setting it moves there), `marked-line` (a line with an error), and says `input` when the text
// changes and `run` when Ctrl or Command and Enter are pressed.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colour = (name) => `var(--code-${name})`;

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], color: colour("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: colour("string") },
  { tag: [tags.number, tags.bool, tags.null], color: colour("number") },
  { tag: tags.comment, color: colour("comment"), fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className], color: colour("function") },
]);

// Inside a shadow root the editor's own rules become constructed style sheets, which the page's policy allows.
const look = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--step-normal)", maxHeight: "36rem" },
  // The page shows where the keyboard is, around the whole element.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5", minHeight: "16rem" },
  ".cm-content": { caretColor: "var(--text)", paddingBlock: "var(--space-3)" },
  ".cm-cursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--surface-sunken)", color: "var(--text-muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--code-active-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--code-selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-selection)", outline: "1px solid var(--line-strong)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--danger-soft)" },
  ".cm-marked-line": { backgroundColor: "var(--danger-soft)" },
});

const markLine = StateEffect.define();
const markedLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((effect) => effect.is(markLine));
    if (!effect) return transaction.docChanged ? Decoration.none : marks;
    const { doc } = transaction.state;
    const isThere = effect.value >= 1 && effect.value <= doc.lines;
    return isThere ? Decoration.set(Decoration.line({ class: "cm-marked-line" }).range(doc.line(effect.value).from)) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Left to itself, a browser that types over marked text carries its colour along in a style attribute, which the page's
// policy forbids (and reports). The library does the same change without one.
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const isTyping = event.inputType === "insertText" && event.data && event.cancelable && !view.composing;
    if (!isTyping || view.state.readOnly || view.state.selection.ranges.every((range) => range.empty)) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

class ProgramEditor extends HTMLElement {
  static observedAttributes = ["line", "marked-line"];

  connectedCallback() {
    if (this.view) return;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const extensions = [
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(),
      indentOnInput(), indentUnit.of("    "), EditorState.tabSize.of(4), bracketMatching(),
      python(), syntaxHighlighting(colours), look, markedLine, typeOverSelection, EditorView.lineWrapping,
      // Escape, then Tab leaves the editor: the library's own way out.
      keymap.of([{ key: "Mod-Enter", run: () => this.askToRun() }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        "aria-label": this.getAttribute("label") ?? "Program",
        "aria-description": this.getAttribute("description") ?? "",
        // It is reached by Tab anyway; this says so to what does not know that of texts that can be edited.
        tabindex: "0",
        autocapitalize: "off", autocorrect: "off", spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.dispatchEvent(new Event("input"));
      }),
    ];
    const state = EditorState.create({ doc: this.first ?? "", extensions });
    this.view = new EditorView({ state, parent: root, root });
  }

  get value() {
    return this.view ? this.view.state.doc.toString() : this.first ?? "";
  }

  set value(text) {
    this.first = text;
    if (!this.view || text === this.value) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  attributeChangedCallback(name, _before, text) {
    if (!this.view) return;
    const number = Number(text ?? 0);
    if (name === "marked-line") this.view.dispatch({ effects: markLine.of(number) });
    else if (text) this.goTo(number);
  }

  askToRun() {
    this.dispatchEvent(new Event("run"));
    return true;
  }

  goTo(number) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(number, 1), doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }
}

customElements.define("program-editor", ProgramEditor);
