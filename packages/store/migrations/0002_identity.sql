CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"accounts" bigint[] NOT NULL,
	"person" bigint,
	"actor" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"undoes" bigint,
	"moved" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handles" (
	"account_id" bigint NOT NULL,
	"handle" text NOT NULL,
	"from" timestamp with time zone,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "handles_key" UNIQUE NULLS NOT DISTINCT("account_id","handle","from")
);
--> statement-breakpoint
CREATE TABLE "left_out_links" (
	"a" bigint NOT NULL,
	"b" bigint NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "left_out_links_a_b_pk" PRIMARY KEY("a","b")
);
--> statement-breakpoint
ALTER TABLE "links" DROP CONSTRAINT "links_evidence";--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "tier" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "against" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "source" text DEFAULT 'profiles' NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "decisions_undoes" ON "decisions" USING btree ("undoes") WHERE "decisions"."undoes" is not null;--> statement-breakpoint
CREATE INDEX "links_pair" ON "links" USING btree ("a","b","source","id");--> statement-breakpoint
CREATE INDEX "links_b" ON "links" USING btree ("b");