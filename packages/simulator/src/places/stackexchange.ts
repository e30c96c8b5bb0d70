import { gzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
import { random } from "../random.ts";
import type { TrueSignal } from "../truth.ts";
import type { Place, PlaceOptions, PlaceTruth } from "./place.ts";
import {
  answerActivity,
  answerItem,
  type Fields,
  qaHost as host,
  past,
  questionActivity,
  questionItem,
  userItem,
} from "./stackexchange-items.ts";
import {
  type QaAnswer,
  type QaComment,
  type QaQuestion,
  type QaUser,
  qaThreads,
  wantedTags,
} from "./stackexchange-threads.ts";

const prefix = "/stackexchange-place";
const key = "place-key";
/** A filter that its maker gave answers and comments beside what `withbody` has. */
const ownFilter = "!6Wharbour*Place";

type Row = { activity: number; creation: number; item: (fields: Fields) => object };
type Refusal = { error_id: number; error_name: string; error_message: string };

/**
 * A Q&A site with two tags that are read and one that is not, through API 2.3: gzip always, limits in the body, titles
 * and names with entities, authors that are gone, a community wiki, questions that moved, closed or carry a bounty.
 */
export function stackexchangePlace({ seed, until, now }: PlaceOptions): Place {
  const threads = qaThreads(seed, until);
  const removed = new Set<object>();
  const chance = random(seed, "stackexchange-removals");
  let quota = 10_000;
  const seconds = () => now().getTime() / 1000;
  const shown = (at: number) => shownThreads(threads, removed, at);
  const app = new Hono();

  const answer = (c: Context, find: (at: number) => Row[] | null) => {
    const query = c.req.query();
    const authorization = c.req.header("authorization");
    if (authorization !== undefined && authorization !== `Bearer ${key}`) return refuse(c, 403, "access_denied", "key");
    if (query.site !== "harbour" && query.site !== host) return refuse(c, 400, "bad_parameter", "No site found");
    const fields = fieldsOf(query.filter);
    if (fields === null) return refuse(c, 400, "bad_parameter", "Invalid filter specified");
    const rows = find(seconds());
    if (rows === null) return refuse(c, 400, "bad_parameter", "ids");
    const page = paged(rows, query, fields);
    if (typeof page === "string") return refuse(c, 400, "bad_parameter", page);
    return send(c, { ...page, quota_max: authorization ? 10_000 : 300, quota_remaining: --quota });
  };
  app.get("/2.3/questions", (c) =>
    answer(c, (at) => {
      const tags = (c.req.query("tagged") ?? "").split(";").filter(Boolean);
      const wanted = shown(at).filter((question) => tags.every((tag) => question.tags.includes(tag)));
      return wanted.map((question) => questionRow(question, at));
    }),
  );
  app.get("/2.3/questions/:ids", (c) =>
    answer(c, (at) => {
      const ids = vector(c.req.param("ids"));
      return ids && shown(at).flatMap((question) => (ids.has(question.id) ? [questionRow(question, at)] : []));
    }),
  );
  app.get("/2.3/questions/:ids/answers", (c) =>
    answer(c, (at) => {
      const ids = vector(c.req.param("ids"));
      return ids && shown(at).flatMap((question) => (ids.has(question.id) ? answerRows(question, at) : []));
    }),
  );
  app.get("/2.3/users/:ids", (c) =>
    answer(c, (at) => {
      const ids = vector(c.req.param("ids"));
      const users = new Map(writersOf(shown(at)).map((user) => [user.id, user]));
      const found = [...users.values()].filter(({ id, type }) => ids?.has(id) && type !== "does_not_exist");
      return ids && found.map((user) => ({ activity: user.id, creation: user.id, item: () => userItem(user) }));
    }),
  );
  app.notFound((c) => refuse(c, 404, "no_method", "this method cannot be called"));

  return {
    connector: "stackexchange",
    prefix,
    routes: app,
    source: (url) => ({
      options: {
        site: "harbour",
        tagged: [...wantedTags],
        baseUrl: `${url}${prefix}/2.3`,
        filter: ownFilter,
        pageSize: 11,
        profiles: true,
      },
      credentials: { key },
    }),
    truth: (at) => truthOf(shown(at.getTime() / 1000), at.getTime() / 1000),
    remove(count) {
      for (let done = 0; done < count; done++) {
        const wanted = shown(seconds()).filter(isWanted);
        const answered = wanted.filter(({ answers, wikiAt }) => answers.length > 0 && wikiAt === null);
        const commented = wanted.filter(({ comments }) => comments.length > 0);
        const gone = [
          () => chance.pick(answered),
          () => chance.pick(chance.pick(answered).answers),
          () => chance.pick(chance.pick(commented).comments),
        ][done % 3]?.();
        if (gone) for (const original of originals(threads)) if (original.id === gone.id) removed.add(original);
      }
    },
  };
}

/** Everything that can be taken away; ids of comments are far from those of posts. */
function originals(threads: QaQuestion[]): { id: number }[] {
  return threads.flatMap((q) => [q, ...q.comments, ...q.answers.flatMap((answer) => [answer, ...answer.comments])]);
}

function writersOf(threads: QaQuestion[]): QaUser[] {
  const posts = threads.flatMap((question) => [question, ...question.answers]);
  return posts.flatMap((post) => [post, ...post.comments]).map(({ author }) => author);
}

/** The threads as they stand at an instant, without what has been taken away. */
function shownThreads(threads: QaQuestion[], removed: Set<object>, at: number): QaQuestion[] {
  const here = <T extends { at: number }>(items: T[]) => items.filter((item) => item.at <= at && !removed.has(item));
  return here(threads).map((question) => {
    const answers = here(question.answers).map((one) => ({ ...one, comments: here(one.comments) }));
    const { accepted } = question;
    const stands = accepted && accepted.at <= at && answers.some(({ id }) => id === accepted.answerId);
    return { ...question, answers, comments: here(question.comments), accepted: stands ? accepted : null };
  });
}

function questionRow(question: QaQuestion, at: number): Row {
  const activity = questionActivity(question, at);
  return { activity, creation: question.at, item: (fields) => questionItem(question, at, activity, fields) };
}

function answerRows(question: QaQuestion, at: number): Row[] {
  return question.answers.map((one) => ({
    activity: answerActivity(one, at),
    creation: one.at,
    item: (fields) => answerItem(question, one, at, fields),
  }));
}

function fieldsOf(filter: string | undefined): Fields | null {
  if (filter === undefined || filter === "default") return { body: false, below: false };
  if (filter === "withbody") return { body: true, below: false };
  return filter === ownFilter ? { body: true, below: true } : null;
}

function vector(text: string): Set<number> | null {
  const ids = new Set(text.split(";").map(Number));
  return ids.size <= 100 && [...ids].every(Number.isInteger) ? ids : null;
}

function paged(rows: Row[], query: Record<string, string>, fields: Fields) {
  const page = Number(query.page ?? 1);
  const size = Number(query.pagesize ?? 30);
  if (!Number.isInteger(page) || page < 1) return "page";
  if (!Number.isInteger(size) || size < 0 || size > 100) return "pagesize";
  const sort = query.sort ?? "activity";
  if (sort !== "activity" && sort !== "creation") return "sort";
  const [min, max] = [Number(query.min ?? Number.NEGATIVE_INFINITY), Number(query.max ?? Number.POSITIVE_INFINITY)];
  if (Number.isNaN(min) || Number.isNaN(max)) return "min";
  const listed = rows.filter((row) => row[sort] >= min && row[sort] <= max).sort((a, b) => a[sort] - b[sort]);
  if (query.order !== "asc") listed.reverse();
  const start = (page - 1) * size;
  const items = listed.slice(start, start + size).map((row) => row.item(fields));
  return { items, has_more: start + size < listed.length };
}

function send(c: Context, body: object, status: 200 | 400 = 200) {
  const headers = { "content-type": "application/json; charset=utf-8", "content-encoding": "gzip" };
  return c.body(gzipSync(JSON.stringify(body)), status, headers);
}

function refuse(c: Context, error_id: number, error_name: string, error_message: string) {
  return send(c, { error_id, error_name, error_message } satisfies Refusal, 400);
}

const isWanted = ({ tags }: QaQuestion) => wantedTags.some((tag) => tags.includes(tag));

/** A question with both tags is in the first of them; a wiki is nobody's own. */
function truthOf(shown: QaQuestion[], at: number): PlaceTruth {
  const truth: PlaceTruth = { signals: [], endorsements: [] };
  for (const question of shown.filter(isWanted)) {
    const space = `${host}:${wantedTags.find((tag) => question.tags.includes(tag))}`;
    const isWiki = past(question.wikiAt, at) !== null;
    const add = (kind: TrueSignal["kind"], { id, at, author }: QaComment | QaAnswer | QaQuestion) => {
      const isNobody = author.type === "does_not_exist" || (isWiki && kind !== "comment");
      const account = isNobody ? null : `${host}:${author.id}`;
      const occurredAt = new Date(at * 1000).toISOString();
      truth.signals.push({ platform: host, kind, id: String(id), space, account, occurredAt });
    };
    add("question", question);
    for (const one of question.comments) add("comment", one);
    for (const one of question.answers) {
      add("answer", one);
      for (const comment of one.comments) add("comment", comment);
    }
    if (question.accepted === null) continue;
    const signal = { platform: host, kind: "answer" as const, id: String(question.accepted.answerId) };
    const account = question.author.type === "does_not_exist" ? null : String(question.author.id);
    truth.endorsements.push({ signal, kind: "accept", account, at: null });
  }
  return truth;
}
