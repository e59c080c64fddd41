import { createTransport } from "nodemailer";
import type { Letter } from "@/server/core/mail/letters";

export interface MailServer {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  from: string;
}

export type LetterOutcome = { ok: true } | { ok: false; reason: string; retryable: boolean };

const PATIENCE_MS = 10_000;

/**
 * Hands one letter to the operator's mail server. The server is the operator's own word, so its address is not judged.
 * Never throws: a refusal by the server is an outcome, and one that stays (5xx) is not worth another try.
 */
export async function sendLetter({ url, from }: MailServer, { to, subject, text }: Letter): Promise<LetterOutcome> {
  const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({ from, to: { name: "", address: to }, subject, text, headers: { "auto-submitted": "auto-generated" } });
    return { ok: true };
  } catch (reason) {
    const { responseCode, message } = reason as { responseCode?: number; message?: string };
    return { ok: false, reason: `The mail server did not take the letter: ${(message ?? "no reason given").slice(0, 300)}`, retryable: !(responseCode !== undefined && responseCode >= 500) };
  } finally {
    transport.close();
  }
}
