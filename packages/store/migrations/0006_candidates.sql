CREATE TABLE "candidacies" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"expertise_id" integer NOT NULL,
	"account_id" bigint NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidacies_key" UNIQUE("expertise_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "candidacy_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"candidacy_id" bigint NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	"deed" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "copies" (
	"signal_id" bigint PRIMARY KEY NOT NULL,
	"of_signal_id" bigint NOT NULL,
	"how" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_reports" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"signal_id" bigint,
	"account_id" bigint,
	"other_account_id" bigint,
	"why" text NOT NULL,
	"reported_by" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"resolution" text,
	"resolved_by" text,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"candidacy_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"document" text NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fingerprints" (
	"signal_id" bigint PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"url" text,
	"simhash" text
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"is_out" boolean NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"version" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"first_used" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "scores" ADD COLUMN "aside" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "candidacies_account" ON "candidacies" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "candidacy_events_candidacy" ON "candidacy_events" USING btree ("candidacy_id","id");--> statement-breakpoint
CREATE INDEX "copies_of" ON "copies" USING btree ("of_signal_id");--> statement-breakpoint
CREATE INDEX "data_reports_open" ON "data_reports" USING btree ("id") WHERE "data_reports"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "dossiers_candidacy" ON "dossiers" USING btree ("candidacy_id","event_id");--> statement-breakpoint
CREATE INDEX "opt_outs_account" ON "opt_outs" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "signals_written" ON "signals" USING btree ("id") WHERE "signals"."kind" in ('post', 'video', 'episode', 'talk', 'release');