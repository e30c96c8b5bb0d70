import { type AddressInfo, createServer, type Socket } from "node:net";
import { Hono } from "hono";
import { encodedWords, type ListMail, listMail, mailDate, trueMail } from "./list-mail.ts";
import type { Place, PlaceOptions } from "./place.ts";

const host = "news.lumen.example";
const groups = ["lumen.users", "lumen.announce"] as const;
const user = "reader";
const password = "let-me-read";
const crossPosts = `${groups.join(",")},alt.lanterns`;

/** An article on the server, with its number in every group that it is in. */
type Article = ListMail & { newsgroups: string; numbers: Map<string, number>; goneAt: number };

/** A news server with two groups: numbers with gaps, articles in both groups, cancels and successors, behind a sign-in. */
export function nntpPlace({ seed, until, now }: PlaceOptions): Place {
  const articles = [...articlesOf(seed, until)];
  const held = (at: Date) =>
    articles.filter(({ arrived, goneAt }) => arrived * 1000 <= at.getTime() && goneAt * 1000 > at.getTime());
  let port = 0;
  return {
    connector: "nntp",
    prefix: "/nntp",
    routes: new Hono(),
    source: () => ({
      options: { host, groups: [...groups], baseUrl: `nntp://127.0.0.1:${port}` },
      credentials: { user, password },
    }),
    truth: (at) => ({
      signals: held(at)
        .filter(({ more }) => !more.some((line) => line.startsWith("Control:")))
        // An article in several groups counts in the first of its own that is read.
        .map((mail) => trueMail(mail, host, mail.newsgroups.split(",")[0] as string)),
      endorsements: [],
    }),
    async listen() {
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        converse(socket, () => held(now()));
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      port = (server.address() as AddressInfo).port;
      return {
        async close() {
          for (const socket of sockets) socket.destroy();
          await new Promise((closed) => server.close(closed));
        },
      };
    },
  };
}

function* articlesOf(seed: number, until: Date): Generator<Article> {
  const next = new Map<string, number>(groups.map((group, at) => [group, 17 + at * 1_000]));
  const mails = listMail(seed, "users@lumen.example", until);
  const orders = mails.flatMap((mail, at) => controlsOf(mail, at));
  const goneAt = new Map(orders.map(({ target, order }) => [target, order.arrived]));
  const all = [...mails, ...orders.map(({ order }) => order)].sort((a, b) => a.arrived - b.arrived);
  for (const [at, mail] of all.entries()) {
    if (mail.arrived * 1000 > until.getTime()) continue;
    const newsgroups = at % 11 === 0 ? crossPosts : at % 7 === 0 ? groups[1] : groups[0];
    const numbers = new Map<string, number>();
    for (const group of newsgroups.split(",").filter((name) => next.has(name))) {
      // What was spam took a number too.
      const number = (next.get(group) ?? 0) + (at % 5 === 0 ? 3 : 1);
      next.set(group, number);
      numbers.set(group, number);
    }
    yield { ...mail, newsgroups, numbers, goneAt: goneAt.get(mail.id) ?? Number.POSITIVE_INFINITY };
  }
}

/** Some authors cancel what they wrote, some post a newer edition of it, and servers order each other about. */
function controlsOf(mail: ListMail, at: number): { target: string; order: ListMail }[] {
  const arrived = mail.arrived + 6 * 86_400;
  const order = { ...mail, sent: arrived, arrived, id: `order.${mail.id}`, parent: null, references: [] };
  const control = (what: string) => ({
    ...order,
    kind: "message" as const,
    subject: `cmsg ${what}`,
    more: [`Control: ${what}`],
  });
  if (at % 13 === 4) return [{ target: mail.id, order: control(`cancel <${mail.id}>`) }];
  if (at === 30) return [{ target: "nothing", order: control("newgroup lumen.new") }];
  if (at % 17 !== 8 || mail.kind !== "question") return [];
  return [{ target: mail.id, order: { ...order, thread: order.id, more: [`Supersedes: <${mail.id}>`] } }];
}

/** One reader's connection: every command is answered in its turn (RFC 3977, RFC 4643). */
function converse(socket: Socket, held: () => Article[]): void {
  let received = "";
  let group: string | null = null;
  let name = "";
  let signedIn = false;
  const inGroup = () =>
    held()
      .filter(({ numbers }) => group !== null && numbers.has(group))
      .map((article) => ({ article, number: article.numbers.get(group ?? "") ?? 0 }));
  const find = (which: string) =>
    which.startsWith("<")
      ? held().flatMap((article) => (`<${article.id}>` === which ? [{ article, number: 0 }] : []))[0]
      : inGroup().find(({ number }) => number === Number(which));

  function answer(line: string): string {
    const [verb = "", first = "", second = ""] = line.split(/\s+/);
    const command = verb.toUpperCase();
    if (command === "QUIT") return "205 bye\r\n";
    if (command === "CAPABILITIES") return `101 they are\r\n${block(["VERSION 2", "READER", "OVER", "AUTHINFO USER"])}`;
    if (command === "MODE") return "201 you may read\r\n";
    if (command === "AUTHINFO" && first.toUpperCase() === "USER") {
      name = second;
      return "381 and the password\r\n";
    }
    if (command === "AUTHINFO") {
      signedIn = name === user && second === password;
      return signedIn ? "281 welcome\r\n" : "481 that is not it\r\n";
    }
    if (!signedIn) return "480 who are you?\r\n";
    if (command === "GROUP") {
      if (!groups.some((known) => known === first)) return "411 no such group\r\n";
      group = first;
      const numbers = inGroup().map(({ number }) => number);
      if (numbers.length === 0) return `211 0 1 0 ${first}\r\n`;
      return `211 ${numbers.length} ${Math.min(...numbers)} ${Math.max(...numbers)} ${first}\r\n`;
    }
    if (command === "LIST" && first.toUpperCase() === "OVERVIEW.FMT")
      return `215 fields\r\n${block(["Subject:", "From:", "Date:", "Message-ID:", "References:", ":bytes", ":lines"])}`;
    if (!/^(OVER|XOVER|ARTICLE|HEAD|BODY|STAT)$/.test(command)) return "500 what?\r\n";
    if (group === null && !first.startsWith("<")) return "412 which group?\r\n";
    if (command.endsWith("OVER")) {
      const [, from = 0, to = Number.POSITIVE_INFINITY] =
        /^(\d+)(?:-(\d*))?$/.exec(first)?.map((n) => Number(n) || undefined) ?? [];
      const rows = inGroup().filter(({ number }) => number >= from && number <= to);
      return rows.length === 0 ? "423 nothing there\r\n" : `224 they follow\r\n${block(rows.map(overview))}`;
    }
    const found = find(first);
    if (!found) return first.startsWith("<") ? "430 no such article\r\n" : "423 nothing there\r\n";
    const { head, body } = written(found.article);
    const about = `${found.number} <${found.article.id}>`;
    if (command === "STAT") return `223 ${about}\r\n`;
    if (command === "HEAD") return `221 ${about}\r\n${block(head)}`;
    if (command === "BODY") return `222 ${about}\r\n${block(body)}`;
    return `220 ${about}\r\n${block([...head, "", ...body])}`;
  }

  socket.on("error", () => {});
  socket.write("200 the lantern is lit\r\n");
  socket.setEncoding("utf8").on("data", (data) => {
    received += data;
    const lines = received.split("\r\n");
    received = lines.pop() ?? "";
    for (const line of lines) if (!socket.destroyed) socket.write(answer(line));
    if (lines.includes("QUIT")) socket.end();
  });
}

function written(article: Article): { head: string[]; body: string[] } {
  const { sender } = article;
  const head = [
    "Path: news.lumen.example!not-for-mail",
    `From: ${sender.key === null ? "Nobody" : `${encodedWords(sender.name)} <${sender.address}>`}`,
    `Newsgroups: ${article.newsgroups}`,
    `Subject: ${encodedWords(article.subject.replace(/^(Re: )?\[[^\]]*\] /, "$1"))}`,
    `Date: ${article.sent === null ? "soon" : mailDate(article.sent, article.zoneMinutes)}`,
    `Message-ID: <${article.id}>`,
    ...(article.references.length > 0
      ? [`References: ${article.references.map((id) => `<${id}>`).join("\r\n ")}`]
      : article.parent === null
        ? []
        : [`References: <${article.parent}>`]),
    ...article.more,
    `Injection-Date: ${mailDate(article.arrived, 0)}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ].flatMap((line) => line.split("\r\n"));
  return { head, body: article.body.replace(/\n$/, "").split("\n") };
}

function overview({ article, number }: { article: Article; number: number }): string {
  const { head, body } = written(article);
  const field = (name: string) => head.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  const references = article.references.map((id) => `<${id}>`).join(" ");
  const bytes = Buffer.byteLength([...head, "", ...body].join("\r\n"));
  return [
    number,
    field("Subject"),
    field("From"),
    field("Date"),
    field("Message-ID"),
    references,
    bytes,
    body.length,
  ].join("\t");
}

/** Lines as they travel: those that begin with a dot get another one, and a dot alone ends them. */
function block(lines: string[]): string {
  return `${lines.map((line) => (line.startsWith(".") ? `.${line}` : line)).join("\r\n")}\r\n.\r\n`;
}
