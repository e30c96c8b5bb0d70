CREATE TABLE "alert_evaluations" (
	"expertise" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"evaluated_at" timestamp with time zone NOT NULL,
	"tests" integer NOT NULL,
	"found" integer NOT NULL,
	CONSTRAINT "alert_evaluations_expertise_as_of_pk" PRIMARY KEY("expertise","as_of")
);
--> statement-breakpoint
CREATE TABLE "alert_mutes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expertise" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text,
	"created_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "alert_mutes_key" UNIQUE NULLS NOT DISTINCT("user_id","expertise","kind","subject")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"expertise" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" bigint,
	"found" jsonb NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"missed_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "report_deliveries" (
	"subscription_id" bigint NOT NULL,
	"edition_id" bigint NOT NULL,
	"message_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_deliveries_once" UNIQUE("subscription_id","edition_id")
);
--> statement-breakpoint
CREATE TABLE "report_editions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"report" text NOT NULL,
	"expertise" text,
	"cadence" text NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_to" timestamp with time zone NOT NULL,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"revised" text[] NOT NULL,
	"words" text NOT NULL,
	"built_at" timestamp with time zone NOT NULL,
	"watermark" bigint,
	"looked_at" timestamp with time zone,
	CONSTRAINT "report_editions_key" UNIQUE NULLS NOT DISTINCT("report","expertise","cadence","window_from","window_to","revision")
);
--> statement-breakpoint
CREATE TABLE "report_messages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subscription_id" bigint NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"leased_until" timestamp with time zone,
	"lease" text,
	"settled_at" timestamp with time zone,
	"said" text,
	"bounced_at" timestamp with time zone,
	"bounce" text,
	CONSTRAINT "report_messages_once" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "report_schedules" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"report" text NOT NULL,
	"expertise" text,
	"cadence" text NOT NULL,
	"cron" text NOT NULL,
	"tz" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"handled_slot" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "report_schedules_key" UNIQUE NULLS NOT DISTINCT("report","expertise","cadence","cron","tz")
);
--> statement-breakpoint
CREATE TABLE "report_subscriptions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"report" text NOT NULL,
	"expertise" text,
	"channel" text NOT NULL,
	"target" text,
	"secret" text,
	"feed_hash" text,
	"without_people" boolean NOT NULL,
	"formats" text[] NOT NULL,
	"digest" text,
	"quiet_from" text,
	"quiet_to" text,
	"tz" text NOT NULL,
	"watch" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_why" text
);
--> statement-breakpoint
ALTER TABLE "alert_mutes" ADD CONSTRAINT "alert_mutes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_subscription_id_report_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."report_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_edition_id_report_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."report_editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_message_id_report_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."report_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_messages" ADD CONSTRAINT "report_messages_subscription_id_report_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."report_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_subscriptions" ADD CONSTRAINT "report_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("expertise","kind","subject") WHERE "alerts"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_since" ON "alerts" USING btree ("expertise","since");--> statement-breakpoint
CREATE INDEX "alerts_person" ON "alerts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "report_deliveries_edition" ON "report_deliveries" USING btree ("edition_id");--> statement-breakpoint
CREATE INDEX "report_deliveries_message" ON "report_deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "report_editions_expertise" ON "report_editions" USING btree ("expertise","id");--> statement-breakpoint
CREATE INDEX "report_editions_report" ON "report_editions" USING btree ("report","id");--> statement-breakpoint
CREATE INDEX "report_editions_words" ON "report_editions" USING gin (to_tsvector('simple', "words"));--> statement-breakpoint
CREATE INDEX "report_messages_subscription" ON "report_messages" USING btree ("subscription_id","id");--> statement-breakpoint
CREATE INDEX "report_messages_due" ON "report_messages" USING btree ("not_before") WHERE "report_messages"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "report_schedules_expertise" ON "report_schedules" USING btree ("expertise");--> statement-breakpoint
CREATE INDEX "report_subscriptions_user" ON "report_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "report_subscriptions_report" ON "report_subscriptions" USING btree ("report","expertise");--> statement-breakpoint
CREATE UNIQUE INDEX "report_subscriptions_feed" ON "report_subscriptions" USING btree ("feed_hash");