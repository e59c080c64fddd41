import { writeInvitation, writeReset } from "@/server/core/mail/letters";
import { env } from "@/server/env";
import { sendLetter } from "@/server/ingest/mail/send-letter";
import { log } from "@/server/log";
import type { Scope } from "@/server/services/scope";

const WRITERS = { invite: writeInvitation, reset: writeReset };

interface LinkToMail {
  kind: keyof typeof WRITERS;
  to: string;
  token: string;
  expiresAt: string;
}

/**
 * Sends a fresh link to the person it is for, when there is a mail server, and says whether that worked. It is sent
 * from here and at once, because a job would keep the link itself where only its hash may be.
 */
export async function mailLink(scope: Scope, { kind, to, token, expiresAt }: LinkToMail): Promise<boolean> {
  const { THEMELINE_SMTP_URL, THEMELINE_MAIL_FROM, THEMELINE_ORIGIN } = env();
  if (!THEMELINE_SMTP_URL || !THEMELINE_MAIL_FROM || !THEMELINE_ORIGIN) return false;
  const until = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: scope.workspace.timeZone }).format(new Date(expiresAt));
  const letter = WRITERS[kind]({ to, workspace: scope.workspace.name, from: scope.actor.name, url: `${THEMELINE_ORIGIN}/${kind}/${token}`, until });
  const sent = await sendLetter({ url: THEMELINE_SMTP_URL, from: THEMELINE_MAIL_FROM }, letter);
  if (!sent.ok) log.warn({ reason: sent.reason }, "a link could not be mailed; it is shown on the screen");
  return sent.ok;
}
