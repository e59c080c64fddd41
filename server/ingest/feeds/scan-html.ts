import { Tokenizer } from "htmlparser2";

export interface HtmlEvents {
  /** Names lower-cased; `source` is the tag as written. */
  onOpen?(name: string, attributes: Map<string, string>, source: string): void;
  onClose?(name: string, source: string): void;
  /** Text with its references decoded, whatever element it stands in. */
  onText?(text: string): void;
}

/**
 * One pass over HTML of any quality, without a tree and so without a cost that grows with nesting.
 * Text inside `script` and `style` is reported like any other; the caller knows what it opened.
 */
export function scanHtml(html: string, events: HtmlEvents): void {
  let tagStart = 0;
  let name = "";
  let attributeName = "";
  let attributeValue = "";
  let attributes = new Map<string, string>();

  const finishOpen = (endIndex: number): void => {
    events.onOpen?.(name, attributes, html.slice(tagStart, endIndex + 1));
    attributes = new Map();
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
        if (!attributes.has(attributeName)) attributes.set(attributeName, attributeValue);
      },
      onopentagend: finishOpen,
      onselfclosingtag: finishOpen,
      onclosetag(start, end) {
        events.onClose?.(html.slice(start, end).toLowerCase(), `</${html.slice(start, end)}>`);
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
