import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { fileName } from "./file-input.ts";
import { type Gathered, pullFiles } from "./file-pull.ts";
import { mapArchiveEvent, readArchiveLine } from "./gharchive-event.ts";
import { findHours, type HourFile, missingBefore } from "./gharchive-hours.ts";
import { lines } from "./lines.ts";
import { byRule, isSkip } from "./skip.ts";

export { mapArchiveEvent, readArchiveLine } from "./gharchive-event.ts";

const options = z.strictObject({
  /** Hourly files `2026-09-01-7.json.gz`, or folders of them. */
  paths: z.array(z.string().min(1)).min(1),
  /** Only these: `owner/name`, or `owner/*` for all of an owner's. */
  repositories: z.array(z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'write "owner/name" or "owner/*"')).optional(),
});

/**
 * Hours of GH Archive, oldest first. The archive polls, so it is a sample with known gaps: counts of its events are
 * not comparable across them, and hours that are missing between two files are named.
 */
export const ghArchive = defineConnector({
  name: "gharchive",
  summary: "Reads public events of GitHub repositories from the hourly files of GH Archive.",
  reads: "file",
  options,
  credentials: {},
  order: "oldest-first",
  example: { paths: ["gharchive"], repositories: ["contoso/*"] },
  async *pull({ options: { paths, repositories }, cursor, since, signal }) {
    const files = await findHours(paths);
    const isWanted = repositoryFilter(repositories ?? []);
    const earliest = since?.toISOString() ?? "";
    let seen = new Set<string>();

    const take = (line: string, position: string, gathered: Gathered | null) => {
      if (line.trim() === "") return;
      const event = readArchiveLine(line, position);
      if (isSkip(event)) {
        gathered?.skipped.push(event);
        return;
      }
      const isRepeated = seen.has(event.id);
      seen.add(event.id);
      if (!gathered) return;
      if (isRepeated) gathered.skipped.push(byRule("event repeated in its file", position));
      else if (!isWanted(event.repo.name)) gathered.skipped.push(byRule("event of another repository", position));
      else {
        const mapped = mapArchiveEvent(event, position);
        gathered.endorsements.push(...mapped.endorsements);
        gathered.skipped.push(...mapped.skipped);
        for (const found of mapped.signals)
          if (found.occurredAt >= earliest) gathered.signals.push(found);
          else gathered.skipped.push(byRule("older than the history wanted", position));
      }
    };

    yield* pullFiles<HourFile, string>(
      {
        files,
        unit: "line",
        split: (chunks) => {
          seen = new Set();
          return lines(chunks);
        },
        begin: (file, gathered) => {
          for (const hour of missingBefore(file, files))
            gathered.skipped.push(byRule("hour missing from the archive given", hour));
        },
        take: (line, { file, number }, gathered) => take(line, `${fileName(file)} line ${number}`, gathered),
      },
      { cursor, signal },
    );
  },
});

/** Whether a repository is among those wanted, in any case; all are where none is named. */
function repositoryFilter(repositories: string[]): (name: string) => boolean {
  if (repositories.length === 0) return () => true;
  const wanted = new Set(repositories.map((name) => name.toLowerCase()));
  return (name) => {
    const lower = name.toLowerCase();
    return wanted.has(lower) || wanted.has(`${lower.split("/", 1)[0]}/*`);
  };
}
