import type { Space } from "@groundswell/model";
import type { MailReading } from "./mail-message.ts";
import { headerOf, type ParsedMail } from "./mail-parse.ts";
import { Threads } from "./mail-threads.ts";

/** What is known of a list beside its messages. */
export type ListNaming = {
  /** The list: its address, its List-Id, or a name. Without it, each message says which list it is from. */
  list?: string | undefined;
  /** What to call it. */
  name?: string | undefined;
  /** Its posting address, where `list` is not that. */
  address?: string | undefined;
  /** Where it can be read. */
  url?: string | undefined;
};

/** What messages belong to that name no list. */
const nowhere = "mail";

/**
 * How the messages of one list, or of a mailbox of several, are read.
 * @param earlier threads of messages that were read before these
 */
export function listReading(
  connector: string,
  naming: ListNaming,
  fileName: string | null = null,
  earlier: ReadonlyMap<string, string> = new Map(),
): MailReading {
  const fixed = naming.address ?? naming.list ?? null;
  const space = fixed === null ? null : listSpace(fixed, naming);
  const addresses = [naming.address, space?.id].flatMap((address) =>
    address?.includes("@") ? [address.toLowerCase()] : [],
  );
  return {
    connector,
    spaceOf: (mail) => space ?? statedSpace(mail, naming) ?? listSpace(fileName ?? nowhere, naming),
    addresses,
    threads: new Threads(earlier),
  };
}

/** A list as a space. The platform is its host, so that one list read in two ways is one space. */
export function listSpace(list: string, { name, url }: Pick<ListNaming, "name" | "url"> = {}): Space {
  const text = list.trim().replace(/^<|>$/g, "").toLowerCase();
  const [, local, host] = /^([^@]+)@([^@]+)$/.exec(text) ?? /^([^.\s/]+)\.([^.\s/]+(?:\.[^.\s/]+)+)$/.exec(text) ?? [];
  const id = local === undefined ? text : `${local}@${host}`;
  return { platform: host ?? nowhere, id, kind: "list", name: name ?? local ?? list, url: url ?? null };
}

/** The list or newsgroup that a message itself names (RFC 2919). */
function statedSpace(mail: ParsedMail, naming: ListNaming): Space | null {
  const listId = headerOf(mail, "list-id");
  const id = /<([^<>\s]+\.[^<>\s]+)>\s*$/.exec(listId ?? "")?.[1] ?? /^[\w-]+(\.[\w-]+)+$/.exec(listId ?? "")?.[0];
  const post = /<mailto:([^>?\s]+@[^>?\s]+)/i.exec(headerOf(mail, "list-post") ?? "")?.[1];
  const address = post ?? headerOf(mail, "x-mailing-list")?.match(/[^\s<>;]+@[^\s<>;]+/)?.[0] ?? id ?? ezmlmList(mail);
  if (address) return listSpace(address, naming);
  const group = headerOf(mail, "newsgroups")?.split(",")[0]?.trim();
  return group ? { platform: "usenet", id: group, kind: "newsgroup", name: naming.name ?? group, url: null } : null;
}

/** ezmlm says it before List-Id was known: "contact users-help@lists.example.org; run by ezmlm". */
function ezmlmList(mail: ParsedMail): string | null {
  const delivered = mail.headers
    .filter(({ key }) => key === "delivered-to")
    .map(({ value }) => /^mailing list (\S+@\S+)$/i.exec(value.trim())?.[1])
    .find((address) => address !== undefined);
  const [, local, host] = /\bcontact\s+(\S+)-help@([^\s;]+)/i.exec(headerOf(mail, "mailing-list") ?? "") ?? [];
  return delivered ?? (local === undefined ? null : `${local}@${host}`);
}
