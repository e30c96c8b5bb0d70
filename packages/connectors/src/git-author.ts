import { createHash } from "node:crypto";
import { type Account, account } from "@groundswell/model";
import { cleanCharacters } from "./charset.ts";
import { emailDomain } from "./email-domain.ts";

/** A name at a forge that made an address up to hide the real one; `id` is the forge's number for it, which outlives renames. */
export type ForgeName = { host: "github.com" | "gitlab.com"; id: string | null; login: string };

/** Who a commit names, with the address hashed: this is all that is kept of it. */
export type GitAuthor = {
  name: string | null;
  /** Hex SHA-256 of the lower-cased address; null where it is nobody's. */
  hash: string | null;
  forge: ForgeName | null;
  /** What the address has behind its `@`; null where that is nobody's, and in pages that were kept before this was read. */
  domain: string | null;
  /** Hex MD5 of the address as avatars have it; null as `domain`, and where a forge made the address up. */
  gravatar: string | null;
};

/** Addresses that tools write where a person set none, or that a whole service shares. */
const nobodys =
  /^(.*@(localhost|localhost\.localdomain|example\.(com|org|net)|\(none\)|none|unknown)|.*@.*\.(\(none\)|local|localdomain|invalid)|noreply@github\.com|(none|unknown|root|no-?reply)@.{0,3})$/;

const bots = new Set([
  "allcontributors",
  "dependabot",
  "dependabot-preview",
  "github actions",
  "github-actions",
  "greenkeeper",
  "imgbot",
  "pre-commit-ci",
  "renovate",
  "semantic-release",
]);

/** Somebody named in a commit, without the address. */
export function gitAuthor(name: string, address: string): GitAuthor {
  const shown = cleanCharacters(name).replace(/\s+/g, " ").trim();
  // Nothing longer is an address (RFC 5321 ends at 254); git takes whatever a commit says.
  const lower = address.trim().slice(0, 500).toLowerCase();
  const forge = forgeName(lower);
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(lower) && !nobodys.test(lower);
  return {
    name: shown === "" || shown.includes("@") ? null : shown.slice(0, 200),
    hash: isAddress ? createHash("sha256").update(lower).digest("hex") : null,
    forge,
    domain: isAddress ? emailDomain(lower) : null,
    gravatar: isAddress && forge === null ? createHash("md5").update(lower).digest("hex") : null,
  };
}

/** `ID+login@users.noreply.github.com` and its like: the forge itself says who that is. */
function forgeName(address: string): ForgeName | null {
  const [, id, login] = /^(?:(\d+)\+)?([a-z\d][a-z\d-]*(?:\[bot\])?)@users\.noreply\.github\.com$/.exec(address) ?? [];
  if (login !== undefined) return { host: "github.com", id: id ?? null, login };
  const [, number, name] = /^(\d+)-([\w.-]+)@users\.noreply\.gitlab\.com$/.exec(address) ?? [];
  return number && name ? { host: "gitlab.com", id: number, login: name } : null;
}

/**
 * The account of somebody named in a commit, or null where the address is nobody's: a name alone is no key. It is keyed by
 * the forge's number (`github.com+583231`) where the address holds it, and by the hash of the address elsewhere.
 * A made-up address links by its profile and not by its hash, which no other place can have.
 */
export function gitAccount({ name, hash, forge, domain, gravatar }: GitAuthor): Account | null {
  if (hash === null) return null;
  const known = { name, bot: isBot(name, forge) };
  if (forge === null)
    return account("git", hash, { ...known, emailHash: hash, emailDomain: domain, gravatarHash: gravatar });
  const links = forge.login.endsWith("[bot]") ? [] : [`https://${forge.host}/${forge.login}`];
  return account("git", forge.id === null ? hash : `${forge.host}+${forge.id}`, {
    ...known,
    handle: forge.login,
    links,
  });
}

function isBot(name: string | null, forge: ForgeName | null): boolean {
  return [name, forge?.login].some((text) => {
    const lower = text?.toLowerCase() ?? "";
    return lower.endsWith("[bot]") || /^\S+[-_]bot$/.test(lower) || bots.has(lower);
  });
}

/** Text without the addresses in it. */
export function withoutAddresses(text: string): string {
  return text.replace(/<?[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:@]+\.[\p{L}\d-]{2,}>?/gu, "…");
}
