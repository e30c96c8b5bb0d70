import { createHash } from "node:crypto";
import type { Signal, Skip } from "@groundswell/model";
import { describe, expect, it } from "vitest";
import { unmaskAddresses } from "./mail-author.ts";
import { listReading } from "./mail-list.ts";
import { mapMailMessage } from "./mail-message.ts";
import { ownWords, plainSubject } from "./mail-text.ts";
import { plainWords } from "./mail-words.ts";
import { isSkip } from "./skip.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const list = "users@lists.example.org";

async function read(
  lines: (string | Buffer)[],
  reading = listReading("mbox", { list }),
  envelope: string | null = null,
): Promise<Signal | Skip> {
  const bytes = Buffer.concat(
    lines.map((line) => (typeof line === "string" ? Buffer.from(`${line}\n`, "latin1") : line)),
  );
  return mapMailMessage(bytes, reading, { position: "message 1", envelope });
}
async function mapped(
  lines: (string | Buffer)[],
  reading = listReading("mbox", { list }),
  envelope: string | null = null,
): Promise<Signal> {
  const found = await read(lines, reading, envelope);
  if (isSkip(found)) throw new Error(found.reason);
  return found;
}

const from = "From: Ilse <ilse@shells.example>";
const date = "Date: Wed, 2 Sep 2026 10:00:00 +0200";
const id = "Message-ID: <A.b@Shells.Example>";
const utf8 = "text/plain; charset=utf-8";

describe("a message", () => {
  it("that begins a thread is a question, keyed by its Message-ID with the domain in lower case", async () => {
    expect(await mapped([from, date, id, "Subject: [Users] Nested groups", "", "How?"])).toMatchObject({
      connector: "mbox",
      id: "A.b@shells.example",
      kind: "question",
      occurredAt: "2026-09-02T08:00:00.000Z",
      space: { platform: "lists.example.org", id: list, kind: "list", name: "users" },
      account: {
        platform: "lists.example.org",
        id: sha("ilse@shells.example"),
        emailHash: sha("ilse@shells.example"),
        emailDomain: "shells.example",
        name: "Ilse",
        bot: false,
      },
      threadId: "A.b@shells.example",
      parentId: null,
      title: "Nested groups",
      excerpt: "How?",
    });
  });
  it("that answers names its thread by the first reference and its parent by the last", async () => {
    const answer = await mapped([
      from,
      date,
      id,
      "References: <1@X.example>",
      "\t<2@x.example>",
      "In-Reply-To: <9@x.example>",
      "",
      "So.",
    ]);
    expect(answer).toMatchObject({ kind: "message", threadId: "1@x.example", parentId: "2@x.example" });
  });
  it("that names only the message before it belongs to that one's thread", async () => {
    const reading = listReading("mbox", { list });
    await mapped([from, date, "Message-ID: <1@x>", "", "a"], reading);
    await mapped([from, date, "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "b"], reading);
    const third = await mapped(
      [from, date, "Message-ID: <3@x>", 'In-Reply-To: Your message of "Tue, 1 Sep" <2@x>', "", "c"],
      reading,
    );
    expect(third).toMatchObject({ threadId: "1@x", parentId: "2@x", kind: "message" });
  });
  it("without an id is known by what it says, the same each time", async () => {
    const lines = [from, date, "Subject: x", "", "text"];
    const [first, again, other] = await Promise.all([mapped(lines), mapped(lines), mapped([...lines, "more"])]);
    expect(first.id).toMatch(/^[\da-f]{64}$/);
    expect(again.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });
  it("without a possible date is dated by the newest server, then by the line before it, else set aside", async () => {
    const received = [
      "Received: from a by b; Wed, 02 Sep 2026 09:30:00 GMT",
      "Received: from c by a;\n Wed, 02 Sep 2026 09:20:00 GMT",
    ];
    expect(await mapped([from, "Date: Wed, 31 Feb 2026 10:00:00 GMT", ...received, "", ""])).toMatchObject({
      occurredAt: "2026-09-02T09:30:00.000Z",
    });
    for (const [line, instant] of [
      ["From ilse at shells.example  Wed Sep  2 10:00:00 2026", "2026-09-02T10:00:00.000Z"],
      ["From ilse@shells.example Wed Sep  2 10:00:00 EDT 2026", "2026-09-02T14:00:00.000Z"],
      ["From 17@xxx Wed Sep 02 10:00:00 +0200 2026", "2026-09-02T08:00:00.000Z"],
      ["From ilse@shells.example Fri Jan  5 10:00 96", "1996-01-05T10:00:00.000Z"],
    ] as const)
      expect(await mapped([from, "Date: yesterday", "", ""], undefined, line)).toMatchObject({ occurredAt: instant });
    expect(await read([from, "Subject: x", "", "text"])).toMatchObject({
      reason: "no date that can be read",
      position: "message 1",
      item: expect.stringContaining("Subject: x"),
    });
  });
});

describe("its text", () => {
  const eacute = Buffer.from([0xe9, 0x0a]);
  it.each([
    ["ASCII that is UTF-8", "text/plain; charset=us-ascii", Buffer.from("é\n")],
    ["ASCII that is Latin 1", "text/plain; charset=us-ascii", eacute],
    ["UTF-8 that is Latin 1", utf8, eacute],
    ["Latin 1 that is UTF-8", "text/plain; charset=iso-8859-1", Buffer.from("é\n")],
    ["unknown-8bit", "text/plain; charset=unknown-8bit", eacute],
    ["nothing", "text/plain", eacute],
    ["a code page of DOS", "text/plain; charset=cp850", Buffer.from([0x82, 0x0a])],
    ["koi8-r, truly", "text/plain; charset=koi8-r", Buffer.from([0xd6, 0x0a])],
  ])("labelled %s is decoded by what its bytes are", async (_, type, bytes) => {
    const { excerpt } = await mapped([
      from,
      date,
      id,
      `Content-Type: ${type}`,
      "Content-Transfer-Encoding: 8bit",
      "",
      bytes,
    ]);
    expect(excerpt).toBe(type.includes("koi8") ? "ж" : "é");
  });
  it("labelled Latin 1 and written by Windows has quotation marks, not control characters", async () => {
    const { excerpt } = await mapped([
      from,
      date,
      id,
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "=93so=94",
    ]);
    expect(excerpt).toBe("“so”");
  });
  it("is the plain part where there is one, in that part's encoding, and else what a browser would show", async () => {
    const parts = (...inner: (string | Buffer)[]) => [
      from,
      date,
      id,
      'Content-Type: multipart/alternative; boundary="b 1"',
      "",
      ...inner,
      "--b 1--",
    ];
    const html = [
      "--b 1",
      "Content-Type: text/html; charset=utf-8",
      "",
      "<p>Use&nbsp;<b>it</b></p><blockquote>old</blockquote>",
      Buffer.from("<p>café</p>\n"),
    ];
    expect((await mapped(parts("--b 1", "", eacute, ...html))).excerpt).toBe("é");
    expect((await mapped(parts(...html))).excerpt).toBe("Use it café");
  });
  it("keeps one's own words only", () => {
    const text =
      "Thanks!\n\nOn Tue, 1 Sep 2026, Rosa\n<rosa@x.example> wrote:\n\n> How?\n>> What?\nLike this.\nHe wrote:\nso I did\n-- \nIlse\nhttps://ilse.example";
    expect(ownWords(text)).toBe("Thanks!\n\n\nLike this.\nHe wrote:\nso I did");
    expect(ownWords("Yes.\n\n-----Original Message-----\nFrom: Rosa\nHow?")).toBe("Yes.");
    expect(ownWords("Yes.\n_______________________________________________\nUsers mailing list")).toBe("Yes.");
    expect(ownWords("> all of it")).toBe("");
  });
});

describe("its subject", () => {
  it("loses reply marks and the list's own mark, and keeps what says what it is about", () => {
    expect(plainSubject("Re: [Users] AW: Re[2]: [PATCH] x", ["users"])).toBe("[PATCH] x");
    expect(plainSubject("[python-dev] Fwd: y", ["Python-Dev"])).toBe("y");
    expect(plainSubject("Reality: a [draft]", ["users"])).toBe("Reality: a [draft]");
  });
  it("is decoded across words that are cut inside a character, or lie", async () => {
    expect(
      (await mapped([from, date, id, "Subject: =?utf-8?B?4pc=?=", " =?utf-8?B?jyBoaQ==?= you", "", ""])).title,
    ).toBe("● hi you");
    expect(
      (await mapped([from, date, id, "Subject: =?us-ascii?Q?caf=E9?= =?unknown-8bit?Q?_=C3=A9?=", "", ""])).title,
    ).toBe("café é");
    expect(plainWords("no words = ?")).toBe("no words = ?");
    expect((await mapped([from, date, id, Buffer.from("Subject: caf\xe9\n", "latin1"), "", ""])).title).toBe("café");
  });
});

describe("its author", () => {
  const author = async (...headers: string[]) => (await mapped([...headers, date, id, "", "x"])).account;
  it.each([
    ["From: ilse at shells.example (Ilse Prins)"],
    ["From: Ilse Prins <ILSE@shells.example>"],
    ['From: "Ilse Prins" <ilse at shells.example>'],
    ["From: =?iso-8859-1?Q?Ilse_Prins?= <ilse@shells.example>"],
    ["From: Ilse Prins <ilse () shells ! example>"],
    ["From: Ilse Prins <ilse(a)shells.example>"],
  ])("is one account however it is written: %s", async (header) => {
    expect(await author(header)).toMatchObject({ id: sha("ilse@shells.example"), name: "Ilse Prins" });
  });
  it("is not the list that sends in its place", async () => {
    const via = "From: Ilse via Users <users@lists.example.org>";
    expect(await author(via, "Reply-To: Ilse <ilse@shells.example>")).toMatchObject({
      id: sha("ilse@shells.example"),
      name: "Ilse",
    });
    expect(await author(via, "X-Original-From: Ilse <ilse@shells.example>", `Reply-To: ${list}`)).toMatchObject({
      id: sha("ilse@shells.example"),
    });
    expect(await author(via, `Reply-To: ${list}`, "Cc: Ilse <ilse@shells.example>")).toMatchObject({
      id: sha("ilse@shells.example"),
    });
    expect(await author(via)).toBeNull();
  });
  it("is who it says where no list stands between, whatever the name", async () => {
    expect(await author("From: Travel via Rail <rail@shells.example>")).toMatchObject({
      id: sha("rail@shells.example"),
      name: "Travel via Rail",
    });
  });
  it("gives no address away by its name, and is a bot where it is list software", async () => {
    expect(await author("From: ilse@shells.example <ilse@shells.example>")).toMatchObject({ name: null });
    expect(await author("From: users-bounces@lists.example.org")).toMatchObject({ bot: true });
    expect(await author("From: Nora Eply <nora@noreply.example>")).toMatchObject({ bot: false });
  });
  it("whose address is cut short is told from others by the name beside it", async () => {
    const [ilse, ivo] = [await author("From: Ilse <i...@mail.example>"), await author("From: Ivo <i...@mail.example>")];
    expect(ilse?.id).not.toBe(ivo?.id);
    expect(ilse).toMatchObject({ emailHash: null, emailDomain: "mail.example" });
  });
  it("is read through the masks of archives without touching other words", () => {
    expect(unmaskAddresses("Rosa (at) shells dot example")).toBe("Rosa@shells.example");
    expect(unmaskAddresses("Rosa at Work <rosa at x.example>")).toBe("Rosa at Work <rosa@x.example>");
    expect(unmaskAddresses("Rosa at x.work <rosa@x.example>")).toBe("Rosa at x.work <rosa@x.example>");
    expect(unmaskAddresses('"Rosa" <rosa@x.example>')).toBe('"Rosa" <rosa@x.example>');
  });
});
