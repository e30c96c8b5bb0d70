import { createHash } from "node:crypto";
import { type Account, account } from "@groundswell/model";
import { addressParser, decodeWords } from "postal-mime";
import { cleanCharacters } from "./charset.ts";
import { emailDomain } from "./email-domain.ts";
import { type GatewayAuthor, gatewayAuthor, isAutomatic, isProgram, type Mailbox } from "./mail-gateway.ts";
import { headerOf, type ParsedMail } from "./mail-parse.ts";

/**
 * The account that wrote a message, keyed by its address. A list that writes in its authors' place ("Ilse via Users")
 * is seen through where the message still says who it was; where it does not, nobody is known. A tracker or code host
 * that writes what many people did is seen through to the name it gives them.
 * @param lists the list's own addresses, lower-case
 */
export function mailAccount(mail: ParsedMail, platform: string, lists: string[]): Account | null {
  const from = mailboxes(headerOf(mail, "from") ?? headerOf(mail, "sender"))[0];
  if (!from) return null;
  const via = /^(.*?)\s+(?:via|através de|über)\s+\S.*$/i.exec(from.name ?? "");
  const own = new Set([...lists, ...listPosts(mail)]);
  const masked = from.address !== null && own.has(from.address);
  if (!masked && !(via && isRelayed(mail, from, own))) return directAccount(mail, from, platform);
  const name = via ? (via[1] ?? "").replace(/^['"]+|['"]+$/g, "") || null : from.name;
  const author = behind(mail, own).find(
    ({ address }) => address !== null && address !== from.address && !own.has(address),
  );
  return author ? mailboxAccount({ name: name ?? author.name, address: author.address }, platform) : null;
}

/** Whoever wrote from an address of their own, or through a gateway, or had a program answer for them. */
function directAccount(mail: ParsedMail, from: Mailbox, platform: string): Account | null {
  if (from.address === null) return null;
  const author = gatewayAuthor(mail, from);
  if (author !== null) return gatewayAccount(author, from.address, platform);
  const found = mailboxAccount(from, platform);
  // The person is no bot for having one: what it sends is another account's, without the address that would link them.
  return found !== null && !found.bot && isAutomatic(mail)
    ? account(platform, sha256(`${from.address} automatic`), { name: found.name, bot: true })
    : found;
}

/** One address for many people: with the login or else the name beside it, it is one of them. */
function gatewayAccount(
  { name, handle, address, bot }: GatewayAuthor,
  gateway: string,
  platform: string,
): Account | null {
  if (address !== null) return mailboxAccount({ name, address }, platform);
  if (bot && handle === null) return account(platform, sha256(gateway), { name: shownName(name), bot });
  const id = sha256(`${gateway} ${(handle ?? name ?? "").toLowerCase()}`);
  return account(platform, id, { handle, name: shownName(name), bot });
}

/** A mailbox as an account: the hash of its address, and a name that gives no address away. */
export function mailboxAccount({ name, address }: Mailbox, platform: string): Account | null {
  if (address === null) return null;
  const shown = shownName(name);
  const hash = sha256(address);
  // Archives that print "ro...@example.com" print many people so; with the name beside it, it is one of them.
  if (address.includes("..."))
    return account(platform, sha256(`${address} ${(shown ?? "").toLowerCase()}`), {
      name: shown,
      emailDomain: emailDomain(address),
    });
  const bot = isProgram(address);
  return account(platform, hash, { name: shown, emailHash: hash, emailDomain: emailDomain(address), bot });
}

/** A name, unless it is or holds an address. */
function shownName(name: string | null): string | null {
  return name === null || /@| at \S+\.\w|\.\.\./.test(name) ? null : name;
}

/** The mailboxes of an address header in any of the ways that people and archives write it. */
export function mailboxes(value: string | null): Mailbox[] {
  if (value === null) return [];
  const text = unmaskAddresses(value).replace(/\[mailto:([^\]\s]+)\]/gi, "<$1>");
  // "rosa@shells.example (Rosa (at home))": parsers end the comment at its first bracket.
  const [, only, comment] = /^\s*([^\s<>"(),:;]+@[^\s<>"(),:;]+)\s+\((.+)\)\s*$/s.exec(text) ?? [];
  if (only !== undefined && comment !== undefined && /[()\\]/.test(comment))
    return [{ name: tidyName(decodeWords(comment).replace(/\\(.)/g, "$1")), address: bareAddress(only) }];
  const found = addressParser(text, { flatten: true }).flatMap((one) => {
    const address = bareAddress(one.address ?? "") ?? bareAddress(one.name);
    const name = tidyName(one.name);
    return address === null && name === null ? [] : [{ name, address }];
  });
  return found.flatMap((one, at) => {
    // "Prins, Ilse <ilse@shells.example>" without the quotation marks that it needs.
    const before = found[at - 1];
    if (one.address === null && found[at + 1]?.address != null) return [];
    return before?.address === null && before.name !== null && one.name !== null
      ? [{ ...one, name: `${before.name}, ${one.name}` }]
      : [one];
  });
}

function tidyName(text: string): string | null {
  const name = cleanCharacters(text)
    .replace(/\s+/g, " ")
    .replace(/^['"\s]+|['"\s]+$/g, "");
  return name === "" || bareAddress(name) !== null ? null : name;
}

/** What is longer holds many addresses or none; archives mask those of single authors. */
const longestMasked = 1_000;

/** "rosa at shells.example", "rosa (at) shells dot example", "rosa () shells ! example" and "rosa(a)shells.example" as addresses. */
export function unmaskAddresses(value: string): string {
  // Where an address is plain, other words are a name: "Rosa at Work <rosa@shells.example>".
  if (value.includes("@") || value.length > longestMasked) return value;
  return value
    .replace(
      /([^\s<>"(),:;]+) \(\) ([\w-]+(?: ! [\w-]+)+)/g,
      (_, user: string, host: string) => `${user}@${host.replaceAll(" ! ", ".")}`,
    )
    .replace(
      /([^\s<>"(),:;[\]]+)(?:\s+(?:at|<at>)\s+|\s*(?:\((?:a|at)\)|\[at\])\s*)([\w-]+(?:(?:\.|\s+(?:dot|\(dot\)|\[dot\])\s+)[\w-]+)+)/gi,
      (_, user: string, host: string) => `${user}@${host.replace(/\s+\W?dot\W?\s+/gi, ".")}`,
    );
}

function bareAddress(text: string): string | null {
  const found = /^["'<\s]*([^\s<>"'()]+@[^\s<>"'()@]+?)[.>"'\s]*$/.exec(text)?.[1];
  return found === undefined ? null : found.toLowerCase();
}

function isRelayed(mail: ParsedMail, from: Mailbox, own: Set<string>): boolean {
  if (headerOf(mail, "x-original-from") !== null || headerOf(mail, "x-original-sender") !== null) return true;
  const answers = mailboxes(headerOf(mail, "reply-to")).some(
    ({ address }) => address !== null && address !== from.address && !own.has(address),
  );
  return answers && (headerOf(mail, "list-id") !== null || own.size > 0);
}

/** Whoever a rewritten message still names, likeliest first. */
function behind(mail: ParsedMail, own: Set<string>): Mailbox[] {
  const stated = ["x-original-from", "x-original-sender", "x-mailfrom", "reply-to"].flatMap((name) =>
    mailboxes(headerOf(mail, name)),
  );
  if (stated.some(({ address }) => address !== null && !own.has(address))) return stated;
  // Mailman 2.1 puts the author there where Reply-To is the list's; beside others nobody can tell who it is.
  const copied = mailboxes(headerOf(mail, "cc")).filter(({ address }) => address !== null && !own.has(address));
  return copied.length === 1 ? copied : [];
}

function listPosts(mail: ParsedMail): string[] {
  const post = /<mailto:([^>?]+)/i.exec(headerOf(mail, "list-post") ?? "")?.[1];
  return [post, headerOf(mail, "x-mailing-list")?.replace(/[<>]/g, "")].flatMap((address) =>
    address?.includes("@") ? [address.trim().toLowerCase()] : [],
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
