/** What each command of the audit trail did, as a person says it after the name of who did it. */
const WORDS: Readonly<Record<string, string>> = {
  "address.dismiss": "dismissed an address",
  "address.fetch": "had an address read",
  "address.retry": "had an address read again",
  "alert.create": "made an alert",
  "alert.delete": "removed an alert",
  "alert.edit": "changed an alert",
  "alert.pause": "paused an alert",
  "alert.restore": "brought an alert back",
  "alert.unwatch": "wants no letters about an alert",
  "alert.wake": "woke an alert",
  "alert.watch": "wants letters about an alert",
  "annotation.add": "added a note to the chart",
  "annotation.edit": "edited a note on the chart",
  "annotation.remove": "removed a note from the chart",
  "annotation.restore": "put a note back on the chart",
  "archive.delete": "removed an archive of the workspace",
  "archive.request": "had the workspace written into an archive",
  "archive.take": "took an archive of the workspace",
  "article.add": "added an article",
  "article.correct": "corrected an article",
  "article.delete": "moved articles to the trash",
  "article.restore": "took articles out of the trash",
  "board.change": "changed a board",
  "board.create": "made a board",
  "board.delete": "deleted a board",
  "board.restore": "brought a board back",
  "feed.add": "added a feed",
  "feed.add-list": "added feeds from a list",
  "feed.choose": "chose feeds of a site",
  "feed.collect": "collected from a feed",
  "feed.import-list": "opened a list of feeds",
  "feed.poll": "asked a feed anew",
  "feed.remove": "removed a feed",
  "feed.restore": "brought a feed back",
  "gap.add": "added a gap",
  "gap.confirm": "confirmed a gap",
  "gap.dismiss": "dismissed a gap",
  "gap.remove": "removed a gap",
  "gap.reopen": "took back a word on a gap",
  "import.begin": "began an import",
  "import.cancelled": "cancelled an import",
  "import.end": "ended an import",
  "import.paused": "paused an import",
  "import.plan": "had a file looked through anew",
  "import.rows": "imported rows",
  "import.start": "started an import",
  "import.undone": "took an import back",
  "import.waiting": "resumed an import",
  "key.create": "made a key for a machine",
  "key.revoke": "revoked a key",
  "match.decide": "judged a match",
  "meeting.change": "changed a meeting",
  "meeting.create": "planned a meeting",
  "meeting.decide": "wrote down a decision",
  "meeting.delete": "deleted a meeting",
  "meeting.end": "ended a meeting",
  "meeting.redecide": "brought a decision back",
  "meeting.restore": "brought a meeting back",
  "meeting.start": "began a meeting",
  "meeting.undecide": "took a decision out",
  "member.create": "created an account",
  "member.invite": "invited somebody",
  "member.join": "joined",
  "member.readmit": "took a member back",
  "member.remove": "removed a member",
  "member.reset-link": "made a reset link",
  "member.role": "changed a role",
  "member.uninvite": "withdrew an invitation",
  "outlet.edit": "named an outlet",
  "outlet.merge": "merged outlets",
  "password.change": "changed the password",
  "password.reset": "set a new password by link",
  "share.create": "made a link to a snapshot",
  "share.revoke": "ended a link to a snapshot",
  "snapshot.create": "froze a snapshot",
  "snapshot.delete": "deleted a snapshot",
  "snapshot.restore": "brought a snapshot back",
  "story.join": "made two stories one",
  "story.split": "took an article out of its story",
  "story.undo": "took a word on a story back",
  "theme.archive": "archived a theme",
  "theme.create": "created a theme",
  "theme.edit-rule": "changed a rule",
  "theme.rename": "renamed a theme",
  "theme.revive": "brought a theme back",
  "view.change": "changed a saved view",
  "view.delete": "deleted a saved view",
  "view.restore": "brought a saved view back",
  "view.save": "saved a view",
  "webhook.add": "had alerts sent to an address",
  "webhook.remove": "had no more alerts sent to an address",
  "webhook.restore": "had alerts sent to an address again",
  "webhook.try": "sent a trial to an address",
  "workspace.create": "created the workspace",
  "workspace.delete": "deleted the workspace",
  "workspace.settings": "changed the settings",
};

/** "invited somebody" for `member.invite`; a command without words of its own is spelt out. */
export const sayAuditVerb = (verb: string): string => WORDS[verb] ?? verb.replaceAll(/[.-]/g, " ");

/** The commands whose words contain what somebody searches for. */
export function findAuditVerbs(search: string): string[] {
  const wanted = search.toLowerCase();
  return Object.entries(WORDS).flatMap(([verb, words]) => (words.includes(wanted) ? [verb] : []));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const say = (value: string | number | boolean): string => (value === true ? "yes" : value === false ? "no" : String(value));

/** The particulars of an entry as "role: analyst, e-mail: ada@example.org"; ids mean nothing to a reader and are left out. */
export function sayAuditDetail(detail: Readonly<Record<string, string | number | boolean | null>>): string {
  return Object.entries(detail)
    .flatMap(([key, value]) => (value === null || value === "" || UUID.test(String(value)) ? [] : [`${key.replaceAll(/([A-Z])/g, " $1").toLowerCase().replace("email", "e-mail")}: ${say(value)}`]))
    .join(", ");
}
