CREATE TABLE "account_kinds" (
	"account_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"from" timestamp with time zone,
	"until" timestamp with time zone,
	"why" text NOT NULL,
	"source" text NOT NULL,
	"confidence" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_languages" (
	"account_id" bigint NOT NULL,
	"language" text NOT NULL,
	"texts" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_languages_account_id_language_pk" PRIMARY KEY("account_id","language")
);
--> statement-breakpoint
CREATE TABLE "account_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"kind" text,
	"from" timestamp with time zone,
	"until" timestamp with time zone,
	"actor" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_regions" (
	"account_id" bigint PRIMARY KEY NOT NULL,
	"region" text,
	"place" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "affiliations" (
	"account_id" bigint NOT NULL,
	"organisation" text NOT NULL,
	"from" timestamp with time zone,
	"until" timestamp with time zone,
	"source" text NOT NULL,
	"confidence" double precision NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "affiliations_key" UNIQUE NULLS NOT DISTINCT("account_id","organisation","source","from")
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"registry" text NOT NULL,
	"account_id" bigint NOT NULL,
	"expertise" text NOT NULL,
	"awarded_on" date,
	"ended_on" date,
	"status" text NOT NULL,
	CONSTRAINT "awards_key" UNIQUE NULLS NOT DISTINCT("registry","account_id","expertise","awarded_on")
);
--> statement-breakpoint
CREATE TABLE "former_profiles" (
	"account_id" bigint NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"from" timestamp with time zone,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "former_profiles_key" UNIQUE NULLS NOT DISTINCT("account_id","field","value","from")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"name" text PRIMARY KEY NOT NULL,
	"aliases" text[] NOT NULL,
	"domains" text[] NOT NULL,
	"members" text[] NOT NULL,
	"people" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registries" (
	"name" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_entries" (
	"registry" text NOT NULL,
	"position" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"account_id" bigint,
	CONSTRAINT "registry_entries_registry_position_pk" PRIMARY KEY("registry","position")
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"hash" text PRIMARY KEY NOT NULL,
	"words" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "email_domain" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "gravatar_hash" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "verified_links" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "location" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "company" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "vendor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "organisation" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "member_of" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "account_kinds_account" ON "account_kinds" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "account_marks_account" ON "account_marks" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "awards_account" ON "awards" USING btree ("account_id");