CREATE TABLE "earlier_metrics" (
	"signal_id" bigint NOT NULL,
	"replaced_on" date NOT NULL,
	"metrics" jsonb NOT NULL,
	CONSTRAINT "earlier_metrics_signal_id_replaced_on_pk" PRIMARY KEY("signal_id","replaced_on")
);
--> statement-breakpoint
CREATE TABLE "host_pauses" (
	"host" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host_rates" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "known_threads" (
	"source_id" text NOT NULL,
	"platform" text NOT NULL,
	"kind" text NOT NULL,
	"native_id" text NOT NULL,
	"url" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"first_read" timestamp with time zone NOT NULL,
	"last_read" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "known_threads_source_id_platform_kind_native_id_pk" PRIMARY KEY("source_id","platform","kind","native_id")
);
--> statement-breakpoint
ALTER TABLE "raw_pages" ADD COLUMN "context" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "moved_to" text;--> statement-breakpoint
CREATE INDEX "known_threads_due" ON "known_threads" USING btree ("source_id","due_at") WHERE "known_threads"."due_at" is not null;