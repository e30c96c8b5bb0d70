CREATE TABLE "accounts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"native_id" text NOT NULL,
	"handle" text,
	"name" text,
	"url" text,
	"bot" boolean DEFAULT false NOT NULL,
	"staff" boolean DEFAULT false NOT NULL,
	"links" text[] DEFAULT '{}' NOT NULL,
	"email_hash" text,
	"person_id" bigint,
	"observed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_key" UNIQUE("platform","native_id")
);
--> statement-breakpoint
CREATE TABLE "attributions" (
	"expertise_id" integer NOT NULL,
	"signal_id" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "attributions_expertise_id_signal_id_pk" PRIMARY KEY("expertise_id","signal_id")
);
--> statement-breakpoint
CREATE TABLE "dirty_days" (
	"space_id" bigint NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "endorsements" (
	"signal_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"native_id" text NOT NULL,
	"at" timestamp with time zone,
	"account_id" bigint,
	CONSTRAINT "endorsements_signal_id_kind_native_id_pk" PRIMARY KEY("signal_id","kind","native_id")
);
--> statement-breakpoint
CREATE TABLE "expertise_spaces" (
	"expertise_id" integer NOT NULL,
	"space_id" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "expertise_spaces_expertise_id_space_id_pk" PRIMARY KEY("expertise_id","space_id")
);
--> statement-breakpoint
CREATE TABLE "expertises" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "expertises_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"summary" text,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "expertises_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"a" bigint NOT NULL,
	"b" bigint NOT NULL,
	"method" text NOT NULL,
	"confidence" double precision NOT NULL,
	"reasons" text[] NOT NULL,
	"status" text NOT NULL,
	"decided_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "links_evidence" UNIQUE("a","b","method","status","decided_by")
);
--> statement-breakpoint
CREATE TABLE "pulls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"state" text NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"covers_from" timestamp with time zone,
	"covers_to" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "raw_pages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"pull_id" bigint NOT NULL,
	"request" text NOT NULL,
	"content_type" text NOT NULL,
	"body" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "raw_pages_content" UNIQUE("source_id","request","sha256")
);
--> statement-breakpoint
CREATE TABLE "rollups" (
	"expertise_id" integer NOT NULL,
	"day" date NOT NULL,
	"space_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"events" integer NOT NULL,
	CONSTRAINT "rollups_expertise_id_day_space_id_account_id_kind_pk" PRIMARY KEY("expertise_id","day","space_id","account_id","kind")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"expertise_id" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_to" timestamp with time zone NOT NULL,
	"policy_version" text NOT NULL,
	"input_watermark" bigint NOT NULL,
	"coverage" jsonb NOT NULL,
	"computed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"run_id" bigint NOT NULL,
	"track" text NOT NULL,
	"position" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"result" jsonb NOT NULL,
	CONSTRAINT "scores_run_id_track_position_pk" PRIMARY KEY("run_id","track","position")
);
--> statement-breakpoint
CREATE TABLE "set_aside" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"pull_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"position" text,
	"item" text,
	"digest" text NOT NULL,
	CONSTRAINT "set_aside_once" UNIQUE("source_id","digest")
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"platform" text NOT NULL,
	"kind" text NOT NULL,
	"native_id" text NOT NULL,
	"space_id" bigint NOT NULL,
	"account_id" bigint,
	"occurred_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"thread_id" text,
	"parent_id" text,
	"title" text,
	"excerpt" text,
	"url" text,
	"language" text,
	"tags" text[] NOT NULL,
	"metrics" jsonb NOT NULL,
	"bot" boolean NOT NULL,
	"raw_id" bigint
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"connector" text NOT NULL,
	"expertises" text[] NOT NULL,
	"options" jsonb NOT NULL,
	"credentials" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"every" text,
	"since" timestamp with time zone,
	"state" text DEFAULT 'new' NOT NULL,
	"cursor" jsonb,
	"last_success" timestamp with time zone,
	"last_error" text,
	"retry_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"native_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	CONSTRAINT "spaces_key" UNIQUE("platform","native_id")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"platform" text NOT NULL,
	"native_id" text NOT NULL,
	"space_id" bigint NOT NULL,
	"question_id" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"responses" integer NOT NULL,
	"first_response_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"accepted" boolean NOT NULL,
	CONSTRAINT "threads_platform_native_id_pk" PRIMARY KEY("platform","native_id")
);
--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id") WHERE "accounts"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "attributions_signal" ON "attributions" USING btree ("signal_id");--> statement-breakpoint
CREATE INDEX "dirty_days_key" ON "dirty_days" USING btree ("space_id","day");--> statement-breakpoint
CREATE INDEX "pulls_source" ON "pulls" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE INDEX "raw_pages_age" ON "raw_pages" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "rollups_space" ON "rollups" USING btree ("space_id","day");--> statement-breakpoint
CREATE INDEX "runs_latest" ON "runs" USING btree ("expertise_id","as_of","id");--> statement-breakpoint
CREATE INDEX "scores_person" ON "scores" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "signals_key" ON "signals" USING btree ("platform","kind","native_id");--> statement-breakpoint
CREATE INDEX "signals_space" ON "signals" USING btree ("space_id","occurred_at");--> statement-breakpoint
CREATE INDEX "signals_account" ON "signals" USING btree ("account_id","occurred_at");--> statement-breakpoint
CREATE INDEX "signals_thread" ON "signals" USING btree ("platform","thread_id") WHERE "signals"."thread_id" is not null;--> statement-breakpoint
CREATE INDEX "threads_space" ON "threads" USING btree ("space_id","asked_at");