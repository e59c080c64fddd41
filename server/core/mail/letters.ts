/** A letter in plain text: what every mail program shows as it is. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

const FOOT = "\n\n-- \nThemeline\n";

/** A header has one line, whatever a workspace or a rule is called. */
// oxlint-disable-next-line no-control-regex -- these are what a header must not hold
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();

export interface LinkLetter {
  to: string;
  workspace: string;
  /** Who made the link. */
  from: string;
  url: string;
  /** In words, such as "4 December 2026". */
  until: string;
}

/** Invites somebody into a workspace. */
export function writeInvitation({ to, workspace, from, url, until }: LinkLetter): Letter {
  return {
    to,
    subject: oneLine(`Invitation to ${workspace}`),
    text: `${oneLine(from)} invites you to the workspace ${oneLine(workspace)} in Themeline.\n\nOpen this link to join. It works once, until ${until}:\n${url}\n\nIf you did not expect this, do nothing.${FOOT}`,
  };
}

/** Lets somebody choose a new password. */
export function writeReset({ to, workspace, from, url, until }: LinkLetter): Letter {
  return {
    to,
    subject: "Choose a new password",
    text: `${oneLine(from)}, an administrator of ${oneLine(workspace)}, made a link with which you choose a new password for Themeline.\n\nIt works once, until ${until}:\n${url}\n\nIf you did not ask for it, do nothing; your password stays as it is.${FOOT}`,
  };
}

export interface AlertLetter {
  to: string;
  workspace: string;
  title: string;
  reason: string;
  lines: readonly string[];
  /** The page that shows the very numbers. */
  url: string;
  /** Where the reader stops these letters. */
  settingsUrl: string;
}

/** Tells somebody who asked for it of an alert or of the week. */
export function writeAlert({ to, workspace, title, reason, lines, url, settingsUrl }: AlertLetter): Letter {
  const list = lines.length > 0 ? `\n\n${lines.map((line) => `* ${oneLine(line)}`).join("\n")}` : "";
  return {
    to,
    subject: oneLine(`${title} (${workspace})`),
    text: `${reason}${list}\n\nWhat is behind it:\n${url}\n\nYou asked for letters about this; stop them at\n${settingsUrl}${FOOT}`,
  };
}
