CREATE TABLE "copies" (
	"signal_id" bigint PRIMARY KEY NOT NULL,
	"of_signal_id" bigint NOT NULL,
	"how" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fingerprints" (
	"signal_id" bigint PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"url" text,
	"simhash" text
);
--> statement-breakpoint
CREATE INDEX "copies_of" ON "copies" USING btree ("of_signal_id");--> statement-breakpoint
CREATE INDEX "signals_written" ON "signals" USING btree ("id") WHERE "signals"."kind" in ('post', 'video', 'episode', 'talk', 'release');