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
const list = `beam-users@${platform}`;
const monthNames = "January February March April May June July August September October November December".split(" ");

/** The Mailman 2 archive of one list: an index, a text file for the month that runs, packed ones for the others. */
export function pipermailPlace({ seed, until, now }: PlaceOptions): Place {
  const mails = listMail(seed, list, until);
  const visible = (at: Date) => mails.filter(({ arrived }) => arrived * 1000 <= at.getTime());
  const routes = new Hono();
  routes.get("/beam-users/", (c) =>
    c.html(index([...byMonth(visible(now())).keys()], monthOf(now().getTime() / 1000))),
  );
  routes.get("/beam-users/:file", (c) => {
    const [, month = "", packed] = /^(.+)\.txt(\.gz)?$/.exec(c.req.param("file")) ?? [];
    const kept = byMonth(visible(now())).get(month);
    // Months are packed at night; the one that runs is there as text only.
    if (kept === undefined || (packed !== undefined && month === monthOf(now().getTime() / 1000))) return c.notFound();
    const text = Buffer.from(kept.map(archived).join(""));
    const etag = `"${createHash("sha256").update(text).digest("hex").slice(0, 20)}${packed ?? ""}"`;
    if (c.req.header("if-none-match") === etag) return c.body(null, 304);
    const type = packed ? "application/x-gzip" : "text/plain";
    return c.body(packed ? gzipSync(text) : text, 200, { etag, "content-type": type });
  });
  return {
    connector: "pipermail",
    prefix: "/pipermail",
    routes,
    source: (url) => ({
      options: { url: `https://${platform}/pipermail/beam-users/`, baseUrl: url },
      credentials: {},
    }),
    truth: (at) => ({ signals: visible(at).map((mail) => trueMail(mail, platform, list)), endorsements: [] }),
  };
}

/** The archiver files a message by when it came, not by what its Date says. */
function monthOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getUTCFullYear()}-${monthNames[date.getUTCMonth()]}`;
}

function byMonth(mails: ListMail[]): Map<string, ListMail[]> {
  const months = new Map<string, ListMail[]>();
  for (const mail of mails) months.set(monthOf(mail.arrived), [...(months.get(monthOf(mail.arrived)) ?? []), mail]);
  return months;
}

function index(months: string[], running: string): string {
  const rows = months.reverse().map((month) => {
    const text =
      month === running
        ? `<A href="${month}.txt">[ Text 9 KB ]</a>`
        : `<A href="${month}.txt.gz">[ Gzip'd Text 3 KB ]</a>`;
    return `<tr><td>${month.replace("-", " ")}:</td><td><A href="${month}/thread.html">[ Thread ]</a> <A href="${month}/date.html">[ Date ]</a></td><td>${text}</td></tr>`;
  });
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><HTML><HEAD><title>The Beam-users Archives</title></HEAD><BODY><table border=3>${rows.join("\n")}</table></BODY></HTML>`;
}

function archived(mail: ListMail): string {
  const address = maskedAddress(mail.sender.address);
  const last = mail.references.at(-1) ?? mail.parent;
  return [
    `From ${address}  ${envelopeDate(mail.arrived)}`,
    `From: ${address} (${encodedWords(mail.sender.name)})`,
    `Date: ${mail.sent === null ? "Yesterday, around noon" : mailDate(mail.sent, mail.zoneMinutes)}`,
    `Subject: ${encodedWords(mail.subject)}`,
    ...(last === null ? [] : [`In-Reply-To: <${last}>`]),
    ...(mail.references.length === 0 ? [] : [`References: ${mail.references.map((id) => `<${id}>`).join("\n\t")}`]),
    `Message-ID: <${mail.id}>`,
    "",
    escapedFrom(mail.body),
    "-------------- next part --------------",
    "A non-text attachment was scrubbed...",
    "",
    "",
  ].join("\n");
}
