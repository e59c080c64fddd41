import { env } from "@/server/env";
import type { PublicFace } from "@/server/worker/outside-world";

/** How the installation shows itself to others, as its operator has set it. */
export function readPublicFace(): PublicFace {
  const { THEMELINE_MAIL_FROM, THEMELINE_ORIGIN, THEMELINE_SMTP_URL } = env();
  return { origin: THEMELINE_ORIGIN ?? null, mailServer: THEMELINE_SMTP_URL && THEMELINE_MAIL_FROM ? { url: THEMELINE_SMTP_URL, from: THEMELINE_MAIL_FROM } : null };
}
