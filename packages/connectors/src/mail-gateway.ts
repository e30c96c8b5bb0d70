import { decodeWords } from "postal-mime";
import { headerOf, type ParsedMail } from "./mail-parse.ts";

/** Someone a header names. `address` is lower-case; null where it is hidden. */
export type Mailbox = { name: string | null; address: string | null };

/** Who is behind a message that a program sent: a person it names, or itself. */
export type GatewayAuthor = { name: string | null; handle: string | null; address: string | null; bot: boolean };

/** Mailboxes from which trackers and code hosts write what many people did. */
const gatewayMailbox =
  /^(jira|git|gitbox|github|gitlab|gerrit|bugzilla(-daemon)?|confluence|notifications?|review-?board|phabricator|trac|redmine|launchpad|(do-?)?no-?t?-?reply|ml-node)([+=-].*)?$/;
/** What they add to a name. */
const gatewayMark =
  /\s*(\((via )?(jira|github|gitlab|gitbox|confluence|code review|gerrit|bugzilla)\)|\[via [^\]]*\]|\((created|updated|commented|resolved|closed|assigned|reopened|deleted|issue comment edited|work (started|stopped)|comment edited)\)|\bvia (jira|github|gitlab|confluence|trac))\s*$/i;
const programName =
  /\[bot\]|\b(ro)?bot\b|^(the )?(apache |asf )?(jenkins|hudson|gitbox|git|github|gitlab|gerrit|jira|bugzilla|confluence|phabricator|trac|redmine|buildbot|travis|codecov|coveralls|appveyor|circleci|dependabot|renovate|subversion|svn|wiki|reviewboard|review board|launchpad)\b|\b(ci|server|services?|daemon|system|no-?reply|notifications?|automat\w+|mailer)\b/i;
/** Mailboxes of programs; a person never writes from one. */
const programMailbox =
  /^(mailer-daemon|postmaster|listserv|listproc|majordomo|mailman(-.*)?|sympa|ezmlm|mlmmj|no-?reply|do-?not-?reply|root|daemon|www-data|nobody|cron|jenkins|hudson|buildbot|builds?|travis|ci|wikidiffs|.+-(bounces?|request|owner|confirm|return|return-\d.*)|.+-bot|.*\[bot\])([+=].*)?$/;
const automaticSubject =
  /^(automatic reply|auto-?reply|autoreply|out of (the )?office( reply)?|automatische antwort|réponse automatique)\s*[:：]/i;

/** Whether a mailbox is a program's: lists, robots, bounces. */
export function isProgram(address: string): boolean {
  return programMailbox.test(address.split("@")[0] ?? "");
}

/**
 * Who wrote a message that came through a tracker, a code host or the like, which write from one address what many
 * people did. Null where no such program stands between.
 * @param from whom its From names
 */
export function gatewayAuthor(mail: ParsedMail, { name, address }: Mailbox): GatewayAuthor | null {
  const local = address?.split("@")[0] ?? "";
  if (!gatewayMailbox.test(local) && !gatewayMark.test(name ?? "")) return null;
  const stated = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.exec(headerOf(mail, "x-bugzilla-who") ?? "")?.[0].toLowerCase();
  const { shown, handle } = personIn(name);
  const login = headerOf(mail, "x-github-sender") ?? headerOf(mail, "x-gitlab-author") ?? handle;
  if (stated !== undefined) return { name: shown, handle: null, address: stated, bot: isProgram(stated) };
  const isPerson = shown !== null && !programName.test(shown);
  const bot = login === null ? !isPerson : programName.test(login) || (shown !== null && /\[bot\]/i.test(shown));
  return { name: isPerson || login !== null ? shown : name, handle: login, address: null, bot };
}

/**
 * Whether a program answered in somebody's place, or reports what became of a message (RFC 3834, RFC 3462). `Precedence`
 * says nothing: lists set it on all that they send.
 */
export function isAutomatic(mail: ParsedMail): boolean {
  const submitted = headerOf(mail, "auto-submitted")?.toLowerCase() ?? "no";
  if (!/^no\b/.test(submitted)) return true;
  if (/^auto_?reply$/i.test(headerOf(mail, "precedence") ?? "")) return true;
  if (/^multipart\/report\b/i.test(headerOf(mail, "content-type") ?? "")) return true;
  if (["x-autoreply", "x-autorespond", "x-autoresponse", "x-vacation"].some((name) => headerOf(mail, name) !== null))
    return true;
  return automaticSubject.test(decodeWords(headerOf(mail, "subject") ?? "").trim());
}

/** A name without what gateways add to it, and the login that some of them put in brackets. */
function personIn(name: string | null): { shown: string | null; handle: string | null } {
  let shown = name ?? "";
  while (gatewayMark.test(shown)) shown = shown.replace(gatewayMark, "");
  const handle = /\(@([\w.-]+)\)\s*$/.exec(shown)?.[1] ?? null;
  shown = shown.replace(/\s*\(@[\w.-]+\)\s*$/, "").trim();
  return { shown: shown === "" ? null : shown, handle };
}
