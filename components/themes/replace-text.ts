/**
 * Replaces [start, end) of a text field as if a person had typed it, so that the browser's own undo takes it back.
 * The caret lands at `caret`, by default behind the replacement.
 */
export function replaceText(field: HTMLTextAreaElement, start: number, end: number, replacement: string, caret = start + replacement.length): void {
  field.focus();
  field.setSelectionRange(start, end);
  // The only call that keeps the undo history; no browser that we support has dropped it.
  const isDone = replacement === "" ? start === end || document.execCommand("delete") : document.execCommand("insertText", false, replacement);
  if (!isDone) {
    field.setRangeText(replacement, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(caret, caret);
}
