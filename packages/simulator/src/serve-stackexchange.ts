import { gzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
import { grouped } from "./grouped.ts";
import { random } from "./random.ts";
import { answerItem, type Fields, questionItem, userItem } from "./stackexchange-items.ts";
import { siteHost, sites, type TagSpace, type World, type WorldQuestion } from "./world.ts";

type StackExchangeLimits = {
  /** Ask for one or two seconds of patience now and then, and refuse whoever does not give it. */
  backoff: boolean;
  quota: number;
};

type Refusal = { id: number; name: string; message: string };
type Row = { date: number; activity: number; votes: number; item: (fields: Fields) => unknown };

const badParameter = (message: string): Refusal => ({ id: 400, name: "bad_parameter", message });

/** `/stackexchange/2.3`: questions by tag or by id, answers of questions, and users, with the limits in the body as API 2.3 has them. */
export function stackExchangeRoutes(world: World, limits: StackExchangeLimits, now: () => Date): Hono {
  const app = new Hono();
  const chance = random(world.seed, "backoff");
  const heldUntil = new Map<string, number>();
  let quota = limits.quota;
  const bySite = grouped(world.questions, (question) => (world.spaces[question.space] as TagSpace).platform);
  const byId = new Map([...bySite].map(([host, list]) => [host, new Map(list.map((q) => [q.id, q]))]));
  const byTag = new Map([...bySite].map(([host, list]) => [host, grouped(list, (q) => q.tags[0] as string)]));
  const users = new Map(world.accounts.flatMap((a, i) => (a.networkId === null ? [] : [[`${a.platform}:${a.id}`, i]])));

  const send = (c: Context, body: object, status: 200 | 400 = 200) =>
    c.body(gzipSync(JSON.stringify(body)), status, {
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
    });
  const refuse = (c: Context, { id, name, message }: Refusal) =>
    send(c, { error_id: id, error_name: name, error_message: message }, 400);

  function answer(c: Context, method: string, find: (host: string) => Row[] | Refusal) {
    const wait = Math.ceil(((heldUntil.get(method) ?? 0) - now().getTime()) / 1000);
    const throttle = (seconds: number): Refusal => ({
      ...{ id: 502, name: "throttle_violation" },
      message: `too many requests from this IP, more requests available in ${seconds} seconds`,
    });
    if (wait > 0) return refuse(c, throttle(wait));
    if (quota <= 0) return refuse(c, throttle(3600));
    const site = c.req.query("site") ?? "";
    const host = sites.map(siteHost).find((h) => h === site || h === siteHost(site));
    if (!host) return refuse(c, badParameter("site"));
    const rows = find(host);
    if ("id" in rows) return refuse(c, rows);
    const page = paged(rows, c.req.query());
    if ("id" in page) return refuse(c, page);
    quota--;
    const backoff = limits.backoff && chance.chance(0.15) ? chance.int(1, 2) : null;
    if (backoff !== null) heldUntil.set(method, now().getTime() + backoff * 1000);
    return send(c, { ...page, ...(backoff && { backoff }), quota_max: limits.quota, quota_remaining: quota });
  }

  app.get("/questions", (c) =>
    answer(c, "/questions", (host) => {
      const [first, ...others] = (c.req.query("tagged") ?? "").split(";").filter(Boolean);
      if (others.length > 4) return [];
      // Only a question's first tag is one of the world's spaces; its side tags are looked for among all.
      const ofSite = bySite.get(host) ?? [];
      const list = first ? (byTag.get(host)?.get(first) ?? ofSite.filter((q) => q.tags.includes(first))) : ofSite;
      return list.filter((q) => others.every((tag) => q.tags.includes(tag))).map((q) => questionRow(world, q));
    }),
  );
  app.get("/questions/:ids", (c) =>
    answer(c, "/questions/{ids}", (host) => {
      const ids = vector(c.req.param("ids"));
      if (!Array.isArray(ids)) return ids;
      return ids.flatMap((id) => {
        const question = byId.get(host)?.get(id);
        return question ? [questionRow(world, question)] : [];
      });
    }),
  );
  app.get("/questions/:ids/answers", (c) =>
    answer(c, "/questions/{ids}/answers", (host) => {
      const ids = vector(c.req.param("ids"));
      if (!Array.isArray(ids)) return ids;
      return ids.flatMap((id) => {
        const question = byId.get(host)?.get(id);
        return question ? answerRows(world, question) : [];
      });
    }),
  );
  app.get("/users/:ids", (c) =>
    answer(c, "/users/{ids}", (host) => {
      const ids = vector(c.req.param("ids"));
      if (!Array.isArray(ids)) return ids;
      return ids.flatMap((id): Row[] => {
        const index = users.get(`${host}:${id}`) as number | undefined;
        const user = index === undefined ? undefined : world.accounts[index];
        if (index === undefined || !user || user.deleted) return [];
        const created = Math.floor(user.createdAt / 1000);
        return [{ date: created, activity: created, votes: 0, item: () => userItem(world, index) }];
      });
    }),
  );
  app.notFound((c) => refuse(c, { id: 404, name: "no_method", message: "this method cannot be called" }));
  return app;
}

function questionRow(world: World, question: WorldQuestion): Row {
  return {
    date: question.at / 1000,
    activity: question.activeAt / 1000,
    votes: question.up - question.down,
    item: (fields) => questionItem(world, question, fields),
  };
}

function answerRows(world: World, question: WorldQuestion): Row[] {
  return question.answers.map((answer) => ({
    date: answer.at / 1000,
    activity: (answer.editedAt ?? answer.at) / 1000,
    votes: answer.up - answer.down,
    item: (fields) => answerItem(world, question, answer, fields),
  }));
}

function vector(text: string): number[] | Refusal {
  const ids = text.split(";").map(Number);
  return ids.length > 100 || !ids.every(Number.isInteger) ? badParameter("ids") : [...new Set(ids)];
}

const sortFields = {
  activity: "activity",
  modified: "activity",
  creation: "date",
  votes: "votes",
  reputation: "votes",
} as const;

/** Sorts, bounds and cuts a list as the API's parameters ask; rows of one second keep a fixed order. */
function paged(rows: Row[], query: Record<string, string>) {
  const number = (name: string, fallback: number) => (query[name] === undefined ? fallback : Number(query[name]));
  const page = number("page", 1);
  const pageSize = number("pagesize", 30);
  if (!Number.isInteger(page) || page < 1) return badParameter("page");
  if (!Number.isInteger(pageSize) || pageSize < 0 || pageSize > 100) return badParameter("pagesize");
  const field = sortFields[(query.sort ?? "activity") as keyof typeof sortFields];
  if (!field) return badParameter("sort");
  const bounds = ["min", "max", "fromdate", "todate"].map((name) =>
    number(name, name === "min" || name === "fromdate" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  );
  if (bounds.some(Number.isNaN)) return badParameter("min");
  const [min, max, fromDate, toDate] = bounds as [number, number, number, number];
  const wanted = rows.filter((r) => r[field] >= min && r[field] <= max && r.date >= fromDate && r.date <= toDate);
  wanted.sort((a, b) => a[field] - b[field]);
  if (query.order !== "asc") wanted.reverse();
  const start = (page - 1) * pageSize;
  const items = wanted.slice(start, start + pageSize).map((row) => row.item(fieldsOf(query.filter)));
  return { items, has_more: start + pageSize < wanted.length };
}

/** `withbody` is built in and lacks a question's answers; any filter somebody made is taken to ask for them. */
function fieldsOf(filter: string | undefined): Fields {
  if (filter === undefined || filter === "default" || filter === "none" || filter === "total")
    return { body: false, answers: false };
  return { body: true, answers: filter !== "withbody" };
}
