CREATE TABLE "kept_answers" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"expertise_id" integer NOT NULL,
	"run_id" bigint NOT NULL,
	"question" text NOT NULL,
	"decided" text NOT NULL,
	"is_default" boolean NOT NULL,
	"frame" text NOT NULL,
	"rows" integer NOT NULL,
	"sha256" text NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_answers_key" UNIQUE("expertise_id","question")
);
--> statement-breakpoint
CREATE TABLE "kept_rows" (
	"answer_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"key" text,
	"row" text NOT NULL,
	CONSTRAINT "kept_rows_answer_id_position_pk" PRIMARY KEY("answer_id","position")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_key" UNIQUE("user_id","name")
);
--> statement-breakpoint
ALTER TABLE "kept_rows" ADD CONSTRAINT "kept_rows_answer_id_kept_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."kept_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_rows_key" ON "kept_rows" USING btree ("answer_id","key");