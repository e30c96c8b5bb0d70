import { createHash } from "node:crypto";
import { type Account, account } from "@groundswell/model";
import { emailDomain } from "./email-domain.ts";
import { plainText } from "./html.ts";

/** Who wrote something, as a feed says it. The address is only ever hashed. */
export type FeedAuthor = { name: string | null; url: string | null; email: string | null };

const address = /[^\s<>()[\]"',;:]{1,100}@[\w.-]{1,200}\.\w{2,20}/;
/** A name as most feeds write it, with nothing around it or in it that could be more than the name. */
const plainName = /^(?![,;: -])(?:[^\s<&@(["']| (?! ))+(?<![,;: -])$/;
const nobody = /^(no-?reply|do-?not-?reply|nobody|none|noemail|unknown|null|example|admin|webmaster|info)@/i;

/**
 * Reads an author written as one text: `mail (Name)`, `Name <mail>`, `Name (mail)`, a bare name or a bare address.
 * @returns null where nothing is left of it
 */
export function parseAuthor(text: string): FeedAuthor | null {
  if (text.length <= 500 && plainName.test(text)) return { name: text, url: null, email: null };
  // "Ilse <ilse@example.org>" is an address in brackets, not a tag.
  const written = text.slice(0, 2_000).replace(/<([^<>\s@]{1,100}@[^<>\s]{1,200})>/g, " ($1) ");
  const plain = (/[<&]/.test(written) ? plainText(written) : written.replace(/\s+/g, " ").trim()).slice(0, 500);
  const email = plain.includes("@") ? (address.exec(plain)?.[0] ?? null) : null;
  const rest = (email ? plain.replace(email, " ").replace(/mailto:/i, " ") : plain)
    .replace(/[<(["]+\s*[>)\]"]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  // The address gone, what it stood beside keeps its brackets: "(Ilse Vann)".
  const bare = /^[(<["'](.*)[)>\]"']$/.exec(rest)?.[1] ?? rest;
  const name = bare.replace(/^[\s,;:-]+|[\s,;:-]+$/g, "");
  return known({ name: name === "" ? null : name, url: null, email });
}

/** An author from parts, each as found; null where all are empty. */
export function known({ name, url, email }: FeedAuthor): FeedAuthor | null {
  const real = email !== null && !nobody.test(email) ? email : null;
  // Some software puts the address where the name belongs.
  const shown = name && !(name.includes("@") && address.test(name)) ? name : null;
  return shown === null && url === null && real === null ? null : { name: shown, url, email: real };
}

/** Hex SHA-256 of a lower-cased address. */
export function hashEmail(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("hex");
}

/**
 * The account of an author in a blog. Its id is the author's own page; else the name, or the hashed address, within the
 * blog. The blog's front page stands for the blog, not for one of its authors, so it does not name an account.
 * @param place the space's id
 */
export function authorAccount(author: FeedAuthor, place: string, siteOf: (url: string) => string): Account | null {
  const emailHash = author.email ? hashEmail(author.email) : null;
  const page = author.url !== null && (siteOf(author.url) !== place || author.name === null) ? author.url : null;
  const within = author.name?.normalize("NFC").toLowerCase() ?? emailHash;
  const id = page ?? (within === null ? null : `${place}#${within}`);
  if (id === null) return null;
  return account("blog", id, {
    name: author.name,
    url: author.url,
    links: author.url === null ? [] : [author.url],
    emailHash,
    emailDomain: emailDomain(author.email),
  });
}
