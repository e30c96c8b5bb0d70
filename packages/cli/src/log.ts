import { explain, type LogLevel } from "@groundswell/model";
import type { JobEnd } from "@groundswell/queue";
import { type DestinationStream, pino } from "pino";
import { hideSecrets } from "./secrets.ts";

/** What a process that works for long says of its work. */
export type Log = {
  /** A job's end: one line. */
  job(end: JobEnd): void;
  info(message: string, more?: Record<string, unknown>): void;
  warn(message: string, more?: Record<string, unknown>): void;
  error(message: string, more?: Record<string, unknown>): void;
};

export type LogOptions = {
  level: LogLevel;
  /** Readable for a person; a line of JSON each without it. */
  pretty: boolean;
  /** What must not be told. */
  secrets: readonly string[];
  to: DestinationStream;
};

/** Opens a log. Every line goes through one function that takes secrets out, whoever wrote it. */
export async function openLog({ level, pretty, secrets, to }: LogOptions): Promise<Log> {
  const stream = pretty ? await prettyTo(to) : to;
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => hideSecrets(line, secrets) },
    },
    stream,
  );
  return {
    job: ({ name, subject, outcome, milliseconds, counts, error }) => {
      const fields = { job: name, subject, outcome, milliseconds, counts, ...(error === null ? {} : { error }) };
      // What is looked for every minute and finds nothing is no news.
      const isQuiet = outcome === "done" && name === "deliver" && subject === "all";
      logger[outcome === "failed" ? "error" : error === null ? (isQuiet ? "debug" : "info") : "warn"](
        fields,
        "job ended",
      );
    },
    info: (message, more = {}) => logger.info(more, message),
    warn: (message, more = {}) => logger.warn(more, message),
    error: (message, more = {}) => logger.error(more, message),
  };
}

/** Loaded where a person looks at the log, and not by services. */
async function prettyTo(to: DestinationStream): Promise<DestinationStream> {
  const { prettyFactory } = await import("pino-pretty");
  const print = prettyFactory({
    ignore: "job,subject,outcome,milliseconds,counts,error",
    messageFormat: (line, key) => readable(line, String(line[key] ?? "")),
  });
  return { write: (line) => to.write(print(line)) };
}

/** "collect my-blog: done in 1,203 ms, 12 saved, 3 seen" of the end of a job; any other line as it is. */
export function readable(line: Record<string, unknown>, message: string): string {
  if (typeof line.job !== "string") return message;
  const { job, subject, outcome, milliseconds, error } = line;
  const counts = Object.entries((line.counts ?? {}) as Record<string, number>).map(
    ([name, count]) => `, ${count.toLocaleString("en-US")} ${name}`,
  );
  const took = `${Number(milliseconds).toLocaleString("en-US")} ms`;
  return `${job} ${subject}: ${outcome} in ${took}${counts.join("")}${typeof error === "string" ? `: ${error}` : ""}`;
}

/** Says what went wrong outside any job. */
export function logError(log: Log, where: string): (error: unknown) => void {
  return (error) => log.error(`${where}: ${explain(error)}`);
}
