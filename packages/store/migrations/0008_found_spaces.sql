CREATE TABLE "found_spaces" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"deed" text NOT NULL,
	"reader" jsonb,
	"source_id" text,
	"actor" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "found_spaces_key" ON "found_spaces" USING btree ("key","id");