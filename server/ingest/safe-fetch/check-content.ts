import { FetchRefusal, type FetchFailureCode, type FetchKind } from "./fetch-outcome";

const SENTENCES = {
  pdf: "The address leads to a PDF file, not to a web page. Paste its text instead.",
  image: "The address leads to a picture, not to a web page. Paste the text instead.",
  media: "The address leads to a sound or video file, not to a web page. Paste the text instead.",
  document: "The address leads to an office document, not to a web page. Paste its text instead.",
  archive: "The address leads to a packed file, not to a web page. Paste the text instead.",
  double_encoded: "The answer was packed twice, so it cannot be read. Paste the text instead.",
  not_text: "The answer is not text. Paste the text instead.",
  empty: "The page is empty. Paste the text instead.",
} satisfies Partial<Record<FetchFailureCode, string>>;

type ContentFault = keyof typeof SENTENCES;

const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20]);

const refuse = (fault: ContentFault) => new FetchRefusal(fault, SENTENCES[fault]);

/** Refuses by the declared type before a byte of the body is read. Unknown and missing types are judged by their bytes. */
export function checkContentType(contentType: string | null, kind: FetchKind): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/pdf" || type === "application/x-pdf") throw refuse("pdf");
  if (type.startsWith("image/") && type !== "image/svg+xml") throw refuse("image");
  if (type.startsWith("audio/") || type.startsWith("video/")) throw refuse("media");
  if (kind === "page" && /^application\/(?:msword|rtf|vnd\.(?:openxmlformats|oasis|ms-)[^+]*$)/.test(type)) throw refuse("document");
  if (kind === "page" && /^application\/(?:zip|gzip|x-gzip|x-tar|x-7z-compressed|x-rar-compressed|vnd\.rar)$/.test(type)) throw refuse("archive");
}

/** Refuses by the first bytes, whatever the header said. */
export function checkContentBytes(bytes: Uint8Array): void {
  if (bytes.length <= 4_096 && bytes.every((byte) => BLANKS.has(byte))) throw refuse("empty");
  const startsWith = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (startsWith(0x25, 0x50, 0x44, 0x46, 0x2d)) throw refuse("pdf");
  if (startsWith(0x89, 0x50, 0x4e, 0x47) || startsWith(0xff, 0xd8, 0xff) || startsWith(0x47, 0x49, 0x46, 0x38) || (startsWith(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57)) throw refuse("image");
  if (startsWith(0x1f, 0x8b)) throw refuse("double_encoded");
  if (startsWith(0x50, 0x4b, 0x03, 0x04)) throw refuse("archive");
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw refuse("document");
  // UTF-16 of plain letters is half zeros, and they begin at once.
  const sample = bytes.subarray(0, 1_024);
  const zeros = sample.filter((byte) => byte === 0).length;
  const wideText = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff) || bytes[0] === 0 || bytes[1] === 0;
  if (zeros > (wideText ? sample.length * 0.6 : 8)) throw refuse("not_text");
}
