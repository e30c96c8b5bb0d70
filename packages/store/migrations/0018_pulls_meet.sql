-- A pull was taken to begin where the one before it ended; it begins where that one had read to.
UPDATE "pulls" p SET "covers_from" = q."covers_to" FROM "pulls" q
WHERE q."source_id" = p."source_id" AND q."state" = 'ok' AND q."finished_at" = p."covers_from" AND q."covers_to" < p."covers_from";
