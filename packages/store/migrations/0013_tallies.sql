CREATE TABLE "channel_worths" (
	"run_id" bigint NOT NULL,
	"track" text NOT NULL,
	"channel" text NOT NULL,
	"start" integer NOT NULL,
	"least" double precision NOT NULL,
	"worths" double precision[] NOT NULL,
	CONSTRAINT "channel_worths_run_id_track_channel_start_pk" PRIMARY KEY("run_id","track","channel","start")
);
--> statement-breakpoint
CREATE TABLE "row_tallies" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"counted" text NOT NULL,
	"change" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "row_tallies_counted" ON "row_tallies" USING btree ("counted");--> statement-breakpoint
CREATE INDEX "account_languages_language" ON "account_languages" USING btree ("language");--> statement-breakpoint
CREATE INDEX "account_regions_region" ON "account_regions" USING btree ("region");--> statement-breakpoint
CREATE INDEX "scores_gated" ON "scores" USING btree ("run_id","track","position") WHERE result -> 'gates' <> '[]';--> statement-breakpoint
CREATE INDEX "scores_channels" ON "scores" USING gin (jsonb_path_query_array(result, '$.channels[*].channel'));--> statement-breakpoint
CREATE FUNCTION "tally_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		DELETE FROM row_tallies WHERE counted = TG_TABLE_NAME;
	ELSE
		INSERT INTO row_tallies (counted, change)
		SELECT TG_TABLE_NAME, CASE TG_OP WHEN 'DELETE' THEN -n ELSE n END FROM (SELECT count(*) AS n FROM changed) c WHERE n > 0;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "tally_added" AFTER INSERT ON "signals" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_removed" AFTER DELETE ON "signals" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_emptied" AFTER TRUNCATE ON "signals" FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
INSERT INTO "row_tallies" ("counted", "change") SELECT 'signals', count(*) FROM "signals";--> statement-breakpoint
CREATE TRIGGER "tally_added" AFTER INSERT ON "accounts" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_removed" AFTER DELETE ON "accounts" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_emptied" AFTER TRUNCATE ON "accounts" FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
INSERT INTO "row_tallies" ("counted", "change") SELECT 'accounts', count(*) FROM "accounts";--> statement-breakpoint
CREATE TRIGGER "tally_added" AFTER INSERT ON "set_aside" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_removed" AFTER DELETE ON "set_aside" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
CREATE TRIGGER "tally_emptied" AFTER TRUNCATE ON "set_aside" FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();--> statement-breakpoint
INSERT INTO "row_tallies" ("counted", "change") SELECT 'set_aside', count(*) FROM "set_aside";