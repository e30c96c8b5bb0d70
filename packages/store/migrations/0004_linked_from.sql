CREATE TABLE "linked_from" (
	"what" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL
);
