import type { Window } from "@groundswell/model";
import { numericMetric } from "./columns.ts";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";
import { countsAsActivity } from "./roll-up.ts";

/** A signal as it is listed; the person's number and name are for those who may read about people. */
export type ListedSignal = {
  id: number;
  kind: string;
  title: string | null;
  url: string | null;
  occurredAt: Date;
  /** The same to the last digit, for going on after it: microseconds since 1970. */
  occurredMicros: number;
  handle: string | null;
  person: number | null;
  name: string | null;
};

export type SignalsAsked = {
  expertise: string;
  space: number;
  window: Window;
  kind: string | null;
  /** Where the page before ended; null for the first. */
  after: Pick<ListedSignal, "occurredMicros" | "id"> | null;
  limit: number;
};

const listed = `s.id, s.kind, s.title, s.url, s.occurred_at as "occurredAt",
  (extract(epoch from s.occurred_at) * 1000000)::bigint as "occurredMicros", a.handle, coalesce(a.person_id, a.id) as person, a.name`;

/** The signals of a space that count in a window, the newest first: as many as the rolled up days say. */
export async function spaceSignals(store: Store, asked: SignalsAsked): Promise<ListedSignal[]> {
  const { expertise, space, window, kind, after, limit } = asked;
  const { rows } = await store.pool.query(
    `select ${listed} from signals s left join accounts a on a.id = s.account_id
     where s.space_id = $2 and s.occurred_at >= $3 and s.occurred_at < $4 and ($5::text is null or s.kind = $5)
       and ($6::bigint is null or s.occurred_at <= ${afterInstant} and (s.occurred_at, s.id) < (${afterInstant}, $7::bigint))
       and ${isOwn} and ${countsAsActivity("s")}
     order by s.occurred_at desc, s.id desc limit $8`,
    [expertise, space, window.from, window.to, kind, after?.occurredMicros ?? null, after?.id ?? null, limit],
  );
  return rows;
}

const afterInstant = "('epoch'::timestamptz + $6::bigint * interval '1 microsecond')";
const isOwn = `exists (select from attributions t
  where t.signal_id = s.id and t.expertise_id = (select id from expertises where slug = $1))`;
const looked = 500;

/** What is most endorsed among the newest 500 signals of a space in a window, best first; of those that can be opened. */
export async function bestSignals(
  store: Store,
  { expertise, space, window, limit }: Pick<SignalsAsked, "expertise" | "space" | "window" | "limit">,
): Promise<ListedSignal[]> {
  const endorsed = ["score", "likes", "stars"].map((name) => numericMetric("s.metrics", name)).join(", ");
  // Planned each time: a plan for any space would read a large one whole. Accounts are looked up for those few that are shown.
  const { rows } = await store.pool.query<ListedSignal>(
    `select ${listed} from (
       select * from (
         select s.id, s.kind, s.title, s.url, s.occurred_at, s.account_id, coalesce(${endorsed}, 0) as endorsed from signals s
         where s.space_id = $2 and s.occurred_at >= $3 and s.occurred_at < $4 and ${isOwn} and ${countsAsActivity("s")}
         order by s.occurred_at desc, s.id desc limit ${looked}
       ) newest
       where url is not null and title is not null order by endorsed desc, occurred_at desc, id desc limit $5
     ) s left join accounts a on a.id = s.account_id
     order by s.endorsed desc, s.occurred_at desc, s.id desc`,
    [expertise, space, window.from, window.to, limit],
  );
  return rows;
}

/** A space, with its key. */
export type SpaceFound = { id: number; key: string; name: string; kind: string; url: string | null };

/** One space of an expertise by its key; null where there is none, or where it is another expertise's. */
export async function findSpace(store: Store, expertise: string, key: string): Promise<SpaceFound | null> {
  const { rows } = await queryPrepared<SpaceFound>(
    store,
    `select s.id, $2 as key, s.name, s.kind, s.url from spaces s, expertises e
     where e.slug = $1 and s.platform = split_part($2, ':', 1) and s.native_id = substr($2, strpos($2, ':') + 1)
       and (exists (select from expertise_spaces o where o.expertise_id = e.id and o.space_id = s.id)
         or exists (select from rollups r where r.expertise_id = e.id and r.space_id = s.id))`,
    [expertise, key],
  );
  return rows[0] ?? null;
}
