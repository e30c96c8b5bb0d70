ALTER TABLE "threads" ADD COLUMN "asks" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "is_question" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "account_id" bigint;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "views" double precision;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "closed" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "expertises" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "posts" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX "rollups_account" ON "rollups" USING btree ("account_id","expertise_id","day");--> statement-breakpoint
CREATE INDEX "signals_leading" ON "signals" USING btree ("occurred_at") WHERE (cardinality(signals.links) > 0 or (coalesce(signals.title, '') || ' ' || coalesce(signals.excerpt, '')) ~* '(^|[^a-z0-9/._-])/?r/[a-z0-9_]{3,}|#[a-z0-9_-]+ +(on|at) +(libera|oftc|freenode|efnet|quakenet)');--> statement-breakpoint
-- What is kept of each thread from now on, of those that are known already.
UPDATE "threads" t SET (asks, is_question, account_id, deleted_at, views, closed, expertises, posts) =
  row(h.kind <> 'pull-request' and not h.bot and not exists (select from account_kinds k where k.account_id = h.account_id
    and k.kind in ('bot', 'organisation', 'shared') and (k."from" is null or k."from" <= h.occurred_at) and (k.until is null or h.occurred_at < k.until)) and coalesce(case when jsonb_typeof(h.metrics -> 'parents') = 'number' then (h.metrics -> 'parents')::float8 end, 0) < 2, h.kind = 'question', h.account_id, h.deleted_at,
    case when jsonb_typeof(h.metrics -> 'views') = 'number' then (h.metrics -> 'views')::float8 end, coalesce(h.metrics ->> 'closedAt', case when h.metrics -> 'closed' = 'true' or h.metrics ->> 'state' = 'closed' then 'undated' end),
    array(select expertise_id from attributions where signal_id = h.id order by 1),
    (select ('[' || coalesce(string_agg(concat_ws(',', s.id, (date_part('epoch', date_trunc('milliseconds', s.occurred_at)) * 1000)::bigint, coalesce(s.account_id, 0),
        (s.kind = 'answer')::int + (s.metrics ? 'accepted')::int * 2 + coalesce(s.metrics -> 'accepted' = 'true', false)::int * 4
          + (e.undated is not null)::int * 8 + coalesce(e.undated, false)::int * 16,
        coalesce((date_part('epoch', date_trunc('milliseconds', e.at)) * 1000)::bigint, 0), coalesce((date_part('epoch', date_trunc('milliseconds', s.deleted_at)) * 1000)::bigint, 0)), ',' order by s.occurred_at, s.id), '') || ']')::json
      from signals s left join lateral (
        select min(at) as at, bool_or(at is null) as undated from endorsements where signal_id = s.id and kind = 'accept') e on true
      where s.platform = t.platform and s.thread_id = t.native_id and s.id <> h.id and not s.bot and not exists (select from account_kinds k where k.account_id = s.account_id
    and k.kind = 'bot' and (k."from" is null or k."from" <= s.occurred_at) and (k.until is null or s.occurred_at < k.until))))
FROM "signals" h WHERE h.id = t.question_id;
