import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import {
  encodedWords,
  envelopeDate,
  escapedFrom,
  type ListMail,
  listMail,
  mailDate,
  maskedAddress,
  trueMail,
} from "./list-mail.ts";
import type { Place, PlaceOptions } from "./place.ts";

const platform = "lists.lumen.example";
const list = `prism-devel@${platform}`;
/** What the server believes to be called; nothing outside of it knows that name. */
const inside = "http://hyperkitty.internal:8000";
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The Mailman 3 archive of one list: its export by days, and its API, from which moderators' deletions show. */
export function hyperkittyPlace({ seed, until, now }: PlaceOptions): Place {
  const mails = listMail(seed, list, until);
  const removed = new Set<string>();
  const visible = (at: Date) => mails.filter(({ id, arrived }) => arrived * 1000 <= at.getTime() && !removed.has(id));
  const routes = new Hono();
  routes.get("/list/:list/export/:file", (c) => {
    if (c.req.param("list") !== list || !c.req.param("file").endsWith(".mbox.gz")) return c.notFound();
    const [start, end] = [c.req.query("start") ?? "0000", c.req.query("end") ?? "9999"];
    const days = visible(now()).filter(({ arrived }) => iso(arrived) >= start && iso(arrived) < end);
    const headers = {
      "content-type": "application/gzip",
      "content-disposition": `attachment; filename="${c.req.param("file")}"`,
    };
    return c.body(gzipSync(days.map(exported).join("")), 200, headers);
  });
  routes.get("/api/list/:list/", (c) =>
    c.req.param("list") === list
      ? c.json({
          url: apiUrl(""),
          name: list,
          display_name: "Prism-devel",
          threads: apiUrl("threads/"),
          emails: apiUrl("emails/"),
        })
      : c.json({ detail: "Not found." }, 404),
  );
  const page = (items: unknown[], query: Record<string, string>, path: string) => {
    const [limit, offset] = [Math.min(Number(query.limit ?? 10), 100), Number(query.offset ?? 0)];
    const more = (at: number) => `${apiUrl(path)}?limit=${limit}&offset=${at}`;
    return {
      count: items.length,
      next: offset + limit < items.length ? more(offset + limit) : null,
      previous: offset > 0 ? more(Math.max(0, offset - limit)) : null,
      results: items.slice(offset, offset + limit),
    };
  };
  routes.get("/api/list/:list/threads/", (c) => {
    const threads = [...byThread(visible(now()))].map(([id, found]) => threadItem(id, found));
    threads.sort((a, b) => (a.date_active < b.date_active ? 1 : -1));
    return c.json(page(threads, c.req.query(), "threads/"));
  });
  routes.get("/api/list/:list/thread/:hash/emails/", (c) => {
    const found = visible(now()).filter((mail) => hashOf(mail.thread) === c.req.param("hash"));
    return c.json(
      page(
        found.map((mail) => email(mail, found)),
        c.req.query(),
        `thread/${c.req.param("hash")}/emails/`,
      ),
    );
  });
  routes.get("/api/list/:list/email/:hash/", (c) => {
    const all = visible(now());
    const found = all.find((mail) => hashOf(mail.id) === c.req.param("hash"));
    return found ? c.json(email(found, all)) : c.json({ detail: "Not found." }, 404);
  });
  return {
    connector: "hyperkitty",
    prefix: "/hyperkitty",
    routes,
    source: (url) => ({ options: { url: `https://${platform}/hyperkitty`, list, baseUrl: url }, credentials: {} }),
    truth: (at) => ({ signals: visible(at).map((mail) => trueMail(mail, platform, list)), endorsements: [] }),
    /** Whole threads go, and single answers. */
    remove(count) {
      const threads = [...byThread(visible(now()))].filter(([, found]) => found.length > 1).slice(0, count);
      for (const [at, [, found]] of threads.entries())
        for (const { id } of at % 2 === 0 ? found.slice(-1) : found) removed.add(id);
    },
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function apiUrl(path: string): string {
  return `${inside}/hyperkitty/api/list/${list}/${path}`;
}

function byThread(mails: ListMail[]): Map<string, ListMail[]> {
  const threads = new Map<string, ListMail[]>();
  for (const mail of mails) threads.set(mail.thread, [...(threads.get(mail.thread) ?? []), mail]);
  return threads;
}

/** Mailman's name for a message: the SHA-1 of its id, in base 32. */
function hashOf(id: string): string {
  let bits = 0n;
  for (const byte of createHash("sha1").update(id).digest()) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 32 }, (_, at) => alphabet[Number((bits >> BigInt(155 - at * 5)) & 31n)]).join("");
}

/** What the archive makes of a stored message: most headers are gone, and only the last reference is left. */
function exported(mail: ListMail): string {
  const address = maskedAddress(mail.sender.address);
  const last = mail.references.at(-1) ?? mail.parent;
  return [
    `From ${address} ${envelopeDate(mail.arrived)}`,
    `From: ${encodedWords(mail.sender.name)} <${address}>`,
    `To: ${list}`,
    `Message-ID: <${mail.id}>`,
    `Subject: ${encodedWords(mail.subject)}`,
    `Date: ${mailDate(mail.sent ?? mail.arrived, mail.zoneMinutes)}`,
    ...(last === null ? [] : [`In-Reply-To: <${last}>`]),
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: 8bit",
    "",
    escapedFrom(mail.body),
    "",
    "",
  ].join("\n");
}

function threadItem(id: string, mails: ListMail[]) {
  const hash = hashOf(id);
  const active = Math.max(...mails.map(({ sent, arrived }) => sent ?? arrived));
  return {
    url: apiUrl(`thread/${hash}/`),
    mailinglist: apiUrl(""),
    thread_id: hash,
    subject: mails[0]?.subject,
    date_active: new Date(active * 1000).toISOString(),
    starting_email: apiUrl(`email/${hash}/`),
    emails: apiUrl(`thread/${hash}/emails/`),
    votes_total: 0,
    replies_count: mails.length - 1,
  };
}

function email(mail: ListMail, all: ListMail[]) {
  const hash = hashOf(mail.id);
  const parent = all.find(({ id }) => id === (mail.references.at(-1) ?? mail.parent));
  return {
    url: apiUrl(`email/${hash}/`),
    mailinglist: apiUrl(""),
    message_id: mail.id,
    message_id_hash: hash,
    thread: apiUrl(`thread/${hashOf(mail.thread)}/`),
    sender: { address: mail.sender.address.replace("@", " (a) "), mailman_id: hash.slice(0, 8), emails: null },
    sender_name: mail.sender.name,
    subject: mail.subject,
    date: new Date((mail.sent ?? mail.arrived) * 1000).toISOString(),
    parent: parent ? apiUrl(`email/${hashOf(parent.id)}/`) : null,
    children: all.filter(({ parent }) => parent === mail.id).map(({ id }) => apiUrl(`email/${hashOf(id)}/`)),
    votes: { likes: hash.charCodeAt(0) % 3, dislikes: 0, status: "neutral" },
    content: mail.body,
    attachments: [],
  };
}
