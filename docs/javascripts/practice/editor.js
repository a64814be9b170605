// The code editor of lessons and exercises: a textarea, so that phones, screen readers and spoken input know what it is,
// over its own coloured text. Tab leaves it, as everywhere on a page; Enter keeps the indent; Ctrl (or ⌘) with ] and [
// moves lines right and left, with / makes comments of them; Ctrl with Enter runs, which is `submit`.
import { element } from "../dom.js";
import { backspace, comment, indent, newLine, outdent } from "./editing.js";
import { pieces } from "./highlight.js";

/** @typedef {import("./editing.js").Edit} Edit */
/**
 * @typedef {object} Editor
 * @property {HTMLElement} element
 * @property {HTMLTextAreaElement} field
 * @property {string} value setting it tells nobody
 * @property {() => void} focus
 */

const KEYS_NOTE = "rm-editor-keys"; // the id of the note on keys, one for all editors of a page

function keysNote() {
  if (document.getElementById(KEYS_NOTE)) return;
  const text = "Tab leaves the editor. Control and Enter runs the code. Control and square brackets indent lines.";
  document.body.append(element("p", { id: KEYS_NOTE, hidden: "" }, text));
}

/**
 * Make an editor.
 * @param {object} options
 * @param {string} options.code
 * @param {string} options.label its name for screen readers
 * @param {(code: string) => void} [options.change] called with every change by the learner
 * @param {() => void} [options.submit] called for Ctrl with Enter
 * @returns {Editor}
 */
export function editor({ code, label, change, submit }) {
  keysNote();
  const painted = element("code");
  const field = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { "aria-label": label, "aria-describedby": KEYS_NOTE, spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off", rows: "1" })
  );
  const box = element("div", { class: "rm-editor highlight" }, element("pre", { "aria-hidden": "true" }, painted), field);

  const paint = () => {
    const parts = pieces(field.value).map(({ kind, text }) => (kind ? element("span", { class: kind }, text) : text));
    painted.replaceChildren(...parts, "\n"); // the last line break would not be shown
  };
  const changed = () => {
    paint();
    change?.(field.value);
  };
  /** @param {Edit | null} edit */
  const apply = (edit) => {
    if (!edit) return false;
    // Only what differs is typed, by the one command that keeps the browser's undo.
    let start = 0;
    while (start < Math.min(edit.text.length, field.value.length) && edit.text[start] === field.value[start]) start += 1;
    let tail = 0;
    const most = Math.min(edit.text.length, field.value.length) - start;
    while (tail < most && edit.text.at(-1 - tail) === field.value.at(-1 - tail)) tail += 1;
    field.setSelectionRange(start, field.value.length - tail);
    const text = edit.text.slice(start, edit.text.length - tail);
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      field.value = edit.text;
      changed();
    }
    field.setSelectionRange(edit.from, edit.to);
    return true;
  };

  field.value = code;
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    const edit = { text: field.value, from: field.selectionStart, to: field.selectionEnd };
    const command = event.ctrlKey || event.metaKey;
    if (event.isComposing) return;
    if (event.key === "Enter" && command) {
      event.preventDefault();
      return submit?.();
    }
    const done =
      event.key === "Enter" ? apply(newLine(edit))
      : event.key === "Backspace" && !command ? apply(backspace(edit))
      : command && event.key === "]" ? apply(indent(edit))
      : command && event.key === "[" ? apply(outdent(edit))
      : command && event.key === "/" ? apply(comment(edit))
      : false;
    if (done) event.preventDefault();
  });
  paint();
  return {
    element: box,
    field,
    get value() {
      return field.value;
    },
    set value(text) {
      field.value = text;
      paint();
    },
    focus: () => field.focus(),
  };
}
