import { dayMs, type Window } from "@groundswell/model";
import type { HealthAnswer } from "@groundswell/reports";
import type { Store } from "@groundswell/store";

type Row = {
  id: number;
  kind: string;
  platform: string;
  native: string;
  thread: string | null;
  space: string;
  at: number;
  deleted: number;
  bot: boolean;
  person: number | null;
  staff: boolean;
  metrics: Record<string, unknown>;
  accepts: (number | null)[];
};

type Thread = { head: Row; posts: Row[] };

const hourMs = 3_600_000;
const fewest = 10;

/**
 * The health of every space with threads in a window, from the signals alone: no table that is derived from them but who is whom and who is
 * staff. Everything is counted in plain loops, the waits by redistributing the censored to the right (B. Efron, Proc. 5th Berkeley Symp. 4,
 * 1967), which gives Kaplan and Meier's curve in another way.
 */
export async function healthByHand(store: Store, { from, to }: Window): Promise<Map<string, Partial<HealthAnswer>>> {
  const all = (await readSignals(store)).filter((one) => one.at < +to && one.deleted >= +to && !one.bot);
  const length = +to - +from;
  const windows = { now: [] as Thread[], before: [] as Thread[] };
  const groups = new Map<string, Row[]>();
  for (const one of all) {
    const key = `${one.platform} ${one.thread}`;
    if (one.thread !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const head = group.find(
      ({ native, thread, kind }) => native === thread && ["question", "issue", "message"].includes(kind),
    );
    if (!head || head.at < +from - length) continue;
    const posts = group.filter((one) => one !== head).sort((a, b) => a.at - b.at || a.id - b.id);
    windows[head.at < +from ? "before" : "now"].push({ head, posts });
  }
  const firstDays = new Map<string | number, number>();
  for (const { person, platform, at } of all)
    for (const key of person === null ? [] : [person, platform])
      firstDays.set(key, Math.min(firstDays.get(key) ?? Infinity, Math.floor(at / dayMs)));
  const experts = coreOf(windows.now);
  const spaces = [...new Set(windows.now.map(({ head }) => head.space))];
  return new Map(
    spaces.map((space) => {
      const inSpace = ({ head }: Thread) => head.space === space;
      const given = { now: windows.now.filter(inSpace), before: windows.before.filter(inSpace), from: +from, to: +to };
      return [space, measure({ ...given, experts, firstDays })];
    }),
  );
}

async function readSignals(store: Store): Promise<Row[]> {
  const { rows } = await store.pool.query(
    `select s.id, s.kind, s.platform, s.native_id as native, s.thread_id as thread, p.platform || ':' || p.native_id as space,
       s.occurred_at as at, s.deleted_at as deleted, s.bot, s.metrics, coalesce(a.person_id, a.id) as person,
       exists (select from account_kinds k where k.account_id = s.account_id and k.kind in ('staff', 'vendor')) as staff,
       array(select e.at from endorsements e where e.signal_id = s.id and e.kind = 'accept') as accepts
     from signals s join spaces p on p.id = s.space_id left join accounts a on a.id = s.account_id`,
  );
  return rows.map((row) => ({
    ...row,
    at: +row.at,
    deleted: row.deleted === null ? Infinity : +row.deleted,
    accepts: row.accepts.map((at: Date | null) => at && +at),
  }));
}

const responsesOf = ({ head, posts }: Thread) =>
  posts.filter(({ person }) => person === null || head.person === null || person !== head.person);

function countPersons(threads: Thread[], end = Infinity): Map<number, number> {
  const counts = new Map<number, number>();
  for (const thread of threads)
    for (const { person, at } of responsesOf(thread))
      if (person !== null && at < end) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}

function coreOf(threads: Thread[]): Set<number> {
  const counts = [...countPersons(threads)].sort((a, b) => b[1] - a[1]);
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const core = new Set<number>();
  let held = 0;
  let last = 0;
  for (const [person, n] of counts) {
    if (held >= 0.8 * total && n < last) break;
    core.add(person);
    held += n;
    last = n;
  }
  return core;
}

type Given = {
  now: Thread[];
  before: Thread[];
  from: number;
  to: number;
  experts: Set<number>;
  firstDays: Map<string | number, number>;
};

function measure({ now: asked, before, from, to, experts, firstDays }: Given): Partial<HealthAnswer> {
  const end = to;
  const wait = (one: Thread) => {
    const first = responsesOf(one)[0];
    return first ? Math.max(0, first.at - one.head.at) / hourMs : null;
  };
  const age = ({ head }: Thread) => (end - head.at) / hourMs;
  const acceptedAt = (post: Row, ownEnd: number): number | "undated" | null => {
    if (post.accepts.length === 0) return post.metrics.accepted === true ? "undated" : null;
    const dated = post.accepts.filter((at) => at !== null && at < ownEnd).map((at) => Math.max(at ?? 0, post.at));
    return dated.length > 0 ? Math.min(...dated) : post.accepts.includes(null) ? "undated" : null;
  };
  const accepted = (one: Thread) => {
    const found = responsesOf(one)
      .map((post) => acceptedAt(post, end))
      .filter((at) => at !== null);
    const dated = found.filter((at) => typeof at === "number");
    return dated.length > 0 ? Math.max(0, Math.min(...dated) - one.head.at) / hourMs : (found[0] ?? null);
  };
  const settled = (one: Thread): number | "undated" | null => {
    const own = one.posts.filter((post) => !responsesOf(one).includes(post)).map((post) => acceptedAt(post, end));
    const { closedAt, closed, state } = one.head.metrics;
    const shut =
      typeof closedAt === "string" ? Date.parse(closedAt) : closed === true || state === "closed" ? "undated" : null;
    const marks = [responsesOf(one)[0]?.at ?? null, ...own, typeof shut === "number" && shut >= end ? null : shut];
    const dated = marks.filter((mark) => typeof mark === "number");
    return dated.length > 0 ? Math.min(...dated) : marks.includes("undated") ? "undated" : null;
  };
  const openHours = ({ head: { at, metrics } }: Thread) => {
    const shutAt = typeof metrics.closedAt === "string" ? Date.parse(metrics.closedAt) : Infinity;
    return shutAt < end ? Math.max(0, shutAt - at) / hourMs : Infinity;
  };
  const isSolved = ({ head, posts }: Thread) => {
    const { closedAt } = head.metrics;
    const shutAt = typeof closedAt === "string" ? Date.parse(closedAt) : Infinity;
    return posts.some((post) => {
      const at = acceptedAt(post, end);
      return typeof at === "number" && at < shutAt;
    });
  };
  // Closed soon and before anybody came, and not because the asker had the answer: nobody waits there.
  const now = asked.filter((one) => responsesOf(one).length > 0 || openHours(one) > 72 || isSolved(one));
  const enough = now.length >= fewest;
  const rate = (count: number, n: number) => (n < fewest ? null : count / n);
  const within = (hours: number, threads = now) => {
    let n = 0;
    let count = 0;
    for (const one of threads) {
      if (age(one) < hours) continue;
      n += 1;
      if ((wait(one) ?? Infinity) <= hours) count += 1;
    }
    return { n, count };
  };
  const rateIn = (hours: number, threads = now) => {
    const { count, n } = within(hours, threads);
    return rate(count, n);
  };
  const waits = (of: (one: Thread) => number | null, watched = age) => {
    const points = now.map((one) => ({ at: of(one) ?? watched(one), ended: of(one) !== null }));
    const ended = points
      .filter((one) => one.ended)
      .map(({ at }) => at)
      .sort((a, b) => a - b);
    if (!enough) return { median: null, p90: null, answeredOnlyMedian: null };
    return { ...redistributed(points), answeredOnlyMedian: lowest(ended, 0.5) };
  };
  const open = now
    .filter((one) => settled(one) === null)
    .map((one) => age(one) / 24)
    .sort((a, b) => a - b);
  let settledHere = 0;
  for (const one of asked) if (settled(one) !== null) settledHere += 1;
  for (const one of before) if (typeof settled(one) === "number" && (settled(one) as number) >= from) settledHere += 1;
  const shown = [...asked, ...before].some(({ posts }) =>
    posts.some(({ kind, metrics, accepts }) => accepts.length > 0 || (kind === "answer" && "accepted" in metrics)),
  );
  const ripe = now.filter((one) => age(one) >= 14 * 24);
  const orphans = within(30 * 24);
  const responses = now.flatMap(responsesOf);
  const questions = now.filter(({ head }) => head.kind === "question");
  const responders = countPersons(now);
  const earlier = countPersons(before, from);
  const counts = [...responders.values()].sort((a, b) => b - a);
  const total = counts.reduce((sum, n) => sum + n, 0);
  let factor = 0;
  for (let held = 0; held * 2 < responses.length && factor < counts.length; factor += 1) held += counts[factor] ?? 0;
  const newness = ({ head }: Thread) => {
    const longAgo = Math.floor(head.at / dayMs) - 60;
    if (head.person === null || !((firstDays.get(head.platform) ?? Infinity) < longAgo)) return null;
    return (firstDays.get(head.person) ?? -Infinity) >= longAgo;
  };
  const known = new Set(now.filter((one) => newness(one) !== null).map(({ head }) => head.person));
  const fresh = new Set(now.filter((one) => newness(one)).map(({ head }) => head.person));
  const again = now.filter(
    (one) =>
      age(one) >= 48 &&
      one.posts.some(
        (post) =>
          !responsesOf(one).includes(post) &&
          post.kind !== "answer" &&
          post.at - one.head.at > 48 * hourMs &&
          post.at < (responsesOf(one)[0]?.at ?? Infinity),
      ),
  );
  const isDated = !now.some((one) => accepted(one) === "undated");
  return {
    threads: asked.length,
    dismissed: asked.length - now.length,
    insufficient: !enough,
    responseRate: { "24h": rateIn(24), "72h": rateIn(72), "7d": rateIn(168) },
    ttfrHours: waits(wait, (one) => Math.min(age(one), openHours(one))),
    acceptanceHours: shown && isDated ? waits((one) => accepted(one) as number | null) : null,
    acceptedRate: shown ? rate(ripe.filter((one) => accepted(one) !== null).length, ripe.length) : null,
    backlog: open.length,
    backlogAgeDays: { median: lowest(open, 0.5), p90: lowest(open, 0.9) },
    backlogGrowthPerWeek: enough ? (asked.length - settledHere) / ((to - from) / dayMs / 7) : null,
    closureRatio: enough ? settledHere / asked.length : null,
    orphanRate: rate(orphans.n - orphans.count, orphans.n),
    answersPerQuestion:
      questions.length < fewest
        ? null
        : questions.flatMap(responsesOf).filter(({ kind }) => kind === "answer").length / questions.length,
    expertPresence: rate(
      now.filter((one) => responsesOf(one).some(({ person }) => person !== null && experts.has(person))).length,
      now.length,
    ),
    staffShare: rate(responses.filter(({ staff }) => staff).length, responses.length),
    askers: new Set(asked.map(({ head }) => head.person).filter((person) => person !== null)).size,
    newAskerShare: rate(fresh.size, known.size),
    newcomerResponseRate: rateIn(
      168,
      now.filter((one) => newness(one)),
    ),
    responses: responses.length,
    responders: responders.size,
    responderRetention: rate([...earlier.keys()].filter((person) => responders.has(person)).length, earlier.size),
    absenceFactor: total < fewest || total < 0.8 * responses.length ? null : factor,
    topResponderShare: total < fewest ? null : (counts[0] ?? 0) / responses.length,
    reAskRate: rate(again.length, now.filter((one) => age(one) >= 48).length),
  };
}

/** The first of ascending values that a share of them does not exceed. */
function lowest(ascending: number[], share: number): number | null {
  return ascending.find((_, index) => (index + 1) / ascending.length >= share - 1e-9) ?? null;
}

/** Everybody weighs the same; whoever is lost from sight hands the weight on to all who were still watched. */
function redistributed(points: { at: number; ended: boolean }[]): { median: number | null; p90: number | null } {
  const order = points.toSorted((a, b) => a.at - b.at || Number(b.ended) - Number(a.ended));
  let weight = 1 / order.length;
  let gone = 0;
  let median: number | null = null;
  let p90: number | null = null;
  for (const [index, { at, ended }] of order.entries()) {
    const later = order.length - index - 1;
    if (!ended) {
      weight += later > 0 ? weight / later : 0;
      continue;
    }
    gone += weight;
    if (gone >= 0.5 - 1e-9) median ??= at;
    if (gone >= 0.9 - 1e-9) p90 ??= at;
  }
  return { median, p90 };
}
