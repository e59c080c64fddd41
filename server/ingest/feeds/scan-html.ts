import { Tokenizer } from "htmlparser2";

export interface HtmlEvents {
  /** Names lower-cased; `start` and `end` delimit the tag as written. */
  onOpen?(name: string, attributes: ReadonlyMap<string, string>, start: number, end: number): void;
  onClose?(name: string, start: number, end: number): void;
  /** Text with its references decoded, whatever element it stands in. */
  onText?(text: string): void;
}

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * One pass over HTML of any quality, without a tree and so without a cost that grows with nesting.
 * Text inside `script` and `style` is reported like any other; the caller knows what it opened.
 */
export function scanHtml(html: string, events: HtmlEvents): void {
  let tagStart = 0;
  let name = "";
  let attributeName = "";
  let attributeValue = "";
  let attributes: Map<string, string> | null = null;

  const finishOpen = (endIndex: number): void => {
    events.onOpen?.(name, attributes ?? noAttributes, tagStart, endIndex + 1);
    attributes = null;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname(start, end) {
        tagStart = start - 1;
        name = html.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        attributeName = html.slice(start, end).toLowerCase();
        attributeValue = "";
      },
      onattribdata(start, end) {
        attributeValue += html.slice(start, end);
      },
      onattribentity(codepoint) {
        attributeValue += String.fromCodePoint(codepoint);
      },
      onattribend() {
        attributes ??= new Map();
        if (!attributes.has(attributeName)) attributes.set(attributeName, attributeValue);
      },
      onopentagend: finishOpen,
      onselfclosingtag: finishOpen,
      onclosetag(start, end) {
        events.onClose?.(html.slice(start, end).toLowerCase(), start - 2, end + 1);
      },
      ontext(start, end) {
        events.onText?.(html.slice(start, end));
      },
      ontextentity(codepoint) {
        events.onText?.(String.fromCodePoint(codepoint));
      },
      oncdata(start, end, endOffset) {
        events.onText?.(html.slice(start, end - endOffset));
      },
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
