import { type Account, excerpt, type Mapped, type RawPage, type Signal, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { type ForgeName, gitAccount } from "./git-author.ts";
import type { GitCommit, UnreadCommit } from "./git-history.ts";
import { commitUrl } from "./git-place.ts";
import { itemsIn, itemText, unusable } from "./json-answer.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";

/**
 * What the mapper is told beside a page of commits: whether they have been rewritten out of the history, and whether
 * they are read again because the mailmap knows more persons as one by now.
 */
export type GitContext = { space: Space; gone: boolean; again: boolean };

const author = z.object({
  name: z.string().nullable(),
  hash: z.string().nullable(),
  forge: z
    .object({ host: z.enum(["github.com", "gitlab.com"]), id: z.string().nullable(), login: z.string() })
    .nullable() satisfies z.ZodType<ForgeName | null>,
  domain: z.string().nullable().default(null),
  gravatar: z.string().nullable().default(null),
});

const commit = z.object({
  sha: z.string().min(1),
  parents: z.int(),
  authoredAt: z.string(),
  committedAt: z.string(),
  author,
  coAuthors: z.array(author.extend({ n: z.int() })),
  message: z.string(),
});

const daySeconds = 86_400;
/** Clocks that start at 1970 say so to the day; the oldest imported histories begin in 1972. */
const earliest = 365 * daySeconds;

/** A page of commits as JSON, as it may be kept: git's own output holds addresses. */
export function commitsPage(commits: (GitCommit | UnreadCommit)[], context: GitContext, fetchedAt: Date): RawPage {
  return {
    request: `git log ${context.space.id}`,
    contentType: "application/json",
    body: new TextEncoder().encode(JSON.stringify(commits)),
    fetchedAt: fetchedAt.toISOString(),
    context,
  };
}

/** Maps a page of commits: a signal for the author, `sha`, and one for each co-author, `sha+n`. */
export function mapCommitsPage(page: RawPage): Mapped {
  const context = page.context as unknown as GitContext;
  const mapped: Mapped = { signals: [], accounts: [], endorsements: [], spaces: [context.space], skipped: [] };
  itemsIn(page.body).forEach((item, index) => {
    const position = `commit ${index + 1}`;
    const unread = (item as Partial<UnreadCommit> | null)?.unread;
    const read = commit.safeParse(item);
    if (typeof unread === "string") mapped.skipped.push(malformed(unread, position, itemText(item)));
    else if (!read.success) mapped.skipped.push(unusable("commit", read.error, item, position));
    else {
      const signals = commitSignals(read.data, context, page.fetchedAt);
      mapped.signals.push(...signals);
      if (signals.length === 0)
        mapped.skipped.push(malformed("commit without a possible date", position, itemText(item)));
      for (const { n, name } of read.data.coAuthors.filter((one) => gitAccount(one) === null))
        mapped.skipped.push(
          byRule("co-author without an address", `${position}, co-author ${n}${name ? "" : " without a name"}`),
        );
    }
  });
  return mapped;
}

function commitSignals(known: z.output<typeof commit>, context: GitContext, fetchedAt: string): Signal[] {
  const { space, gone, again } = context;
  const occurredAt = possibleDate([known.authoredAt, known.committedAt], Date.parse(fetchedAt));
  if (occurredAt === null) return [];
  const url = commitUrl(space, known.sha);
  const text = withoutTrailers(known.message);
  const one = (id: string, account: Account | null, deletedAt = gone ? fetchedAt : null) =>
    signal({
      connector: "git",
      id,
      kind: "commit",
      occurredAt,
      deletedAt,
      space,
      account,
      title: excerpt(known.message.split("\n", 1)[0]),
      excerpt: excerpt(text),
      url,
      links: outboundLinks(addressesInText(text), [url]),
      metrics: { parents: known.parents },
    });
  const first = gitAccount(known.author);
  const seen = new Set(first ? [first.id] : []);
  const others = known.coAuthors.flatMap((coAuthor) => {
    const account = gitAccount(coAuthor);
    const id = `${known.sha}+${coAuthor.n}`;
    if (account === null) return [];
    // Before the mailmap said that they are one, there may have been two.
    if (seen.has(account.id)) return again ? [one(id, account, fetchedAt)] : [];
    seen.add(account.id);
    return [one(id, account)];
  });
  return [one(known.sha, first), ...others];
}

/**
 * When the work was done: the author's date, or where that is impossible the committer's. Null where both are: before
 * 1971, or more than a day after the page was read.
 */
function possibleDate(seconds: string[], fetchedAt: number): string | null {
  const possible = seconds
    .filter((text) => /^\d{1,12}$/.test(text))
    .map(Number)
    .find((at) => at >= earliest && at * 1000 <= fetchedAt + daySeconds * 1000);
  return possible === undefined ? null : new Date(possible * 1000).toISOString();
}

/** A message without the lines that tools add for one another. */
function withoutTrailers(message: string): string {
  return message.replace(/^[ \t]*(signed-off-by|co-authored-by|reviewed-by|acked-by|tested-by|change-id):.*$/gim, "");
}
