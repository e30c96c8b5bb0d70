import { type Batch, batch, ConfigError, type Json, type Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import { branchHeads, commitsBetween, type GitRepository, mailmapObject, present, readCommits } from "./git-history.ts";
import { commitsPage, type GitContext, mapCommitsPage } from "./git-map.ts";
import { gitPlace, gitSpace, placeProblem } from "./git-place.ts";
import { clonedRepository, folderRepository } from "./git-remote.ts";

const options = z.strictObject({
  /**
   * The repository: an `https://` address, which is cloned without the contents of its files, or the path of a folder,
   * which is read as it is. `http://` is for machines of your own network.
   */
  repository: z
    .string()
    .min(1)
    .max(2_000)
    .superRefine((text, context) => {
      const problem = placeProblem(text);
      if (problem !== null) context.addIssue({ code: "custom", message: problem });
    }),
  /**
   * What the repository is called, where its address does not say: `github.com/owner/name` for a folder that is a clone
   * of it, or a word of your own. Keep it once signals are saved, for it is part of their space.
   */
  name: z
    .string()
    .regex(/^[\w.-]+(:\d+)?(\/[\w.~-]+)*$/, "write it as github.com/owner/name, or as a word")
    .optional(),
  /** The branch to read, or `*` for all of them; the default branch unless told. */
  branch: z
    .string()
    .regex(/^(\*|(?![-/.])(?!.*(\.\.|@\{|\/\/))[^\s~^:?*[\\\p{Cc}]+(?<![/.]))$/u, "give the name of a branch, or *")
    .optional(),
  /** Whether merge commits are read too. They move other people's work, and no count has them. */
  merges: z.boolean().default(false),
  /** The folder that clones are kept in; one for each address, brought up to date at each pull. */
  cacheFolder: z.string().min(1).default(".groundswell/git"),
  /** Commits in a batch. */
  pageSize: z.int().min(1).max(5_000).default(500),
});
type Options = z.output<typeof options>;

/**
 * `heads` have been read with all that they stand on. A `pass` is under way to its own heads, and has come to `after`,
 * a commit; it is ended first, whatever the branches point to by then. `since` is where history begins, in Unix seconds.
 * `mailmap` is the object that said who is who: with another one, all is read again.
 */
const savedCursor = z.object({
  of: z.string(),
  since: z.number().nullable(),
  heads: z.array(z.string()),
  mailmap: z.string().nullable(),
  pass: z.object({ heads: z.array(z.string()), after: z.string(), mailmap: z.string().nullable() }).nullable(),
});
type Cursor = z.output<typeof savedCursor>;

/** The history of one git repository, cloned or in a folder, by the git program. */
export const git = defineConnector({
  name: "git",
  summary:
    "A git repository's commits with their authors and co-authors, cloned or from a folder, by the git program; of addresses only hashes and domains are kept.",
  parser: "the git program itself: no library reads every repository that it writes.",
  reads: "api",
  options,
  credentials: {
    token: { about: "A token that may read the repository, where it is private.", required: false },
  },
  order: "oldest-first",
  example: { repository: "https://github.com/PowerShell/PowerShell" },
  pull,
  map: mapCommitsPage,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  try {
    yield* read(context);
  } catch (error) {
    // Git was stopped with the worker; what was yielded stands.
    if (!context.signal.aborted) throw error;
  }
}

async function* read(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, credentials, http, signal } = context;
  const place = gitPlace(options.repository);
  const space = gitSpace(place, options.name ?? null);
  const repository =
    "folder" in place
      ? await folderRepository(place.folder, signal)
      : await clonedRepository({
          ...place,
          cacheFolder: options.cacheFolder,
          token: credentials.token || null,
          http,
          signal,
        });
  let cursor = readCursor(context, space);
  const now = await wantedHeads(repository, options);
  const unended = cursor.pass?.heads ?? [];
  // Objects of a pass that has been rewritten since may be gone; then the heads of today say all there is.
  const passes =
    unended.length > 0 && (await present(repository, unended)).length === unended.length ? [unended, now] : [now];
  for (const heads of passes)
    for await (const one of pass(context, repository, space, cursor, heads)) {
      cursor = one.cursor;
      yield { ...one.batch, cursor: structuredClone(cursor) satisfies Json };
      if (signal.aborted) return;
    }
}

/**
 * Reads from what has been read to some heads: what is new, and what was read and is not in the history any more. Git
 * names both sets exactly, so a rewritten branch needs no other care.
 */
async function* pass(
  { options, now }: PullContext<Options>,
  repository: GitRepository,
  space: Space,
  start: Cursor,
  heads: string[],
): AsyncGenerator<{ batch: Batch; cursor: Cursor }> {
  const rules = { merges: options.merges, since: start.since };
  const known = await present(repository, start.heads);
  const mailmap = await mailmapObject(repository);
  const again = mailmap !== start.mailmap && start.heads.length > 0;
  const added = await commitsBetween(repository, heads, again ? [] : known, rules);
  const gone = await commitsBetween(repository, known, heads, rules);
  const steps = [...pagesOf(added, options.pageSize, false), ...pagesOf(gone, options.pageSize, true)];
  const total = added.length + gone.length;
  const isSame = start.pass?.mailmap === mailmap && sameHeads(start.pass.heads, heads);
  const resumed = isSame ? (start.pass?.after ?? null) : null;
  const ended: Cursor = { ...start, heads, mailmap, pass: null };
  const from = resumed === null ? 0 : steps.findIndex((step) => step.shas.includes(resumed));
  let done = steps.slice(0, Math.max(from, 0)).reduce((sum, { shas }) => sum + shas.length, 0);
  let cursor = start;
  for (const step of steps.slice(Math.max(from, 0))) {
    const shas =
      resumed !== null && step.shas.includes(resumed) ? step.shas.slice(step.shas.indexOf(resumed) + 1) : step.shas;
    done += step.shas.length;
    const after = step.shas.at(-1);
    if (shas.length === 0 || after === undefined) continue;
    cursor = done === total ? ended : { ...start, pass: { heads, after, mailmap } };
    const context: GitContext = { space, gone: step.gone, again };
    const raw = commitsPage(await readCommits(repository, shas), context, now());
    yield {
      batch: batch({ ...mapCommitsPage(raw), raw, cursor: null, progress: { done, total, unit: "items" } }),
      cursor,
    };
  }
  if (cursor !== ended) yield { batch: batch({ spaces: [space], cursor: null }), cursor: ended };
}

function pagesOf(shas: string[], pageSize: number, gone: boolean): { shas: string[]; gone: boolean }[] {
  return Array.from({ length: Math.ceil(shas.length / pageSize) }, (_, i) => ({
    shas: shas.slice(i * pageSize, (i + 1) * pageSize),
    gone,
  }));
}

/** @throws ConfigError where a branch is named that is not there, though others are */
async function wantedHeads(repository: GitRepository, { branch, repository: named }: Options): Promise<string[]> {
  const heads = await branchHeads(repository, branch ?? null);
  if (heads.length > 0 || branch === "*") return heads;
  if ((await branchHeads(repository, "*")).length === 0) return [];
  const missing = branch === undefined ? "no default branch" : `no branch ${branch}`;
  throw new ConfigError(`${named} has ${missing}: set this source's branch to one that it has, or to *.`);
}

function readCursor({ options, cursor, since }: PullContext<Options>, space: Space): Cursor {
  const of = [space.platform, space.id, options.branch ?? "", options.merges ? "merges" : ""].join(" ");
  const saved = cursorOf(savedCursor.safeParse(cursor).data, of);
  return (
    saved ?? { of, since: since ? Math.floor(since.getTime() / 1000) : null, heads: [], mailmap: null, pass: null }
  );
}

function sameHeads(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((sha, index) => sha === b[index]);
}
