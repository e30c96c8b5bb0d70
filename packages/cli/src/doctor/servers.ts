import type { RedisFacts } from "@groundswell/queue";
import type { DatabaseFacts } from "@groundswell/store";
import { type Finding, failure, warning } from "./finding.ts";

const skewSeconds = 5;

/** Whether a PostgreSQL is one that the store can live in. */
export function examineDatabase(facts: DatabaseFacts, now: Date): Finding[] {
  const findings: Finding[] = [];
  const make = `make a database with "create database … encoding 'UTF8' locale 'en_US.UTF-8' template template0", and restore into it.`;
  if (facts.encoding !== "UTF8")
    findings.push(failure("database", `Its encoding is ${facts.encoding}, which cannot hold people's names: ${make}`));
  else if (!facts.foldsLetters)
    findings.push(
      warning(
        "database",
        `Its locale knows no lower case of Ä or É, so names are not found as they are typed: ${make}`,
      ),
    );
  if (facts.sessions > facts.maxSessions * 0.9)
    findings.push(
      warning(
        "database",
        `${facts.sessions} of ${facts.maxSessions} sessions are taken: raise max_connections, or run fewer processes.`,
      ),
    );
  return findings.concat(examineClock("the database", facts.now, now));
}

/** Whether a Redis keeps the jobs that it is given. */
export function examineRedis(facts: RedisFacts, now: Date): Finding[] {
  const findings: Finding[] = [];
  if (facts.maxmemoryPolicy !== "noeviction")
    findings.push(
      failure(
        "redis",
        `It throws keys away when its memory is full (maxmemory-policy ${facts.maxmemoryPolicy}), and jobs with them: set maxmemory-policy to noeviction.`,
      ),
    );
  if (!facts.persists)
    findings.push(
      warning(
        "redis",
        "It keeps nothing over a restart: jobs that wait are lost with it, and schedules until a worker starts. Set appendonly to yes.",
      ),
    );
  if (facts.maxBytes !== null && facts.usedBytes > facts.maxBytes * 0.9)
    findings.push(warning("redis", "Its memory is nearly full: raise maxmemory."));
  return findings.concat(examineClock("Redis", facts.now, now));
}

/** Whether two clocks agree: schedules, tokens and pauses are told by them. */
export function examineClock(whose: string, theirs: Date, now: Date): Finding[] {
  const seconds = Math.round(Math.abs(theirs.getTime() - now.getTime()) / 1_000);
  if (seconds <= skewSeconds) return [];
  const side = theirs > now ? "ahead of" : "behind";
  return [
    warning(
      "clock",
      `The clock of ${whose} is ${seconds} seconds ${side} this machine's: set both by NTP, for jobs, tokens and pauses are told by them.`,
    ),
  ];
}
