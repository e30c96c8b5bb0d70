CREATE TABLE "year_before" (
	"run_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"track" text NOT NULL,
	"rank" integer,
	"rank_low" integer,
	"rank_high" integer,
	"score" double precision NOT NULL,
	"active_months" integer NOT NULL,
	"items" integer NOT NULL,
	CONSTRAINT "year_before_run_id_person_id_track_pk" PRIMARY KEY("run_id","person_id","track")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "year_before" jsonb;--> statement-breakpoint
CREATE INDEX "year_before_person" ON "year_before" USING btree ("person_id");