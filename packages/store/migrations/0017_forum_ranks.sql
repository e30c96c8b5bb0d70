-- Moderators and admins of Discourse forums were kept as employees. Who has answered on a platform that Discourse runs is asked of
-- each such platform once, and not of each account: some are known only for having accepted an answer.
UPDATE "accounts" SET "staff" = false WHERE "staff" AND "platform" IN (
	SELECT p."platform" FROM (SELECT DISTINCT "platform" FROM "accounts" WHERE "staff") p
	WHERE EXISTS (SELECT FROM "signals" s WHERE s."platform" = p."platform" AND s."connector" = 'discourse')
);
