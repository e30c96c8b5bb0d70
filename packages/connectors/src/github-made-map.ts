import { createHash } from "node:crypto";
import { excerpt, type Metrics, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { githubAccount, instant, type MappedPage, mapPage, optional, user } from "./github-map.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";

const release = z.object({
  id: z.number().int(),
  author: user,
  tag_name: optional(z.string()),
  name: optional(z.string()),
  body: optional(z.string()),
  html_url: optional(z.string()),
  draft: optional(z.boolean()),
  prerelease: optional(z.boolean()),
  published_at: optional(instant),
  reactions: optional(z.object({ "+1": optional(z.number()) })),
  assets: optional(z.array(z.object({ download_count: optional(z.number()) }))),
});

const commit = z.object({
  sha: z.string().min(1),
  html_url: optional(z.string()),
  author: user,
  parents: optional(z.array(z.unknown())),
  commit: z
    .object({
      message: optional(z.string()),
      author: optional(z.object({ email: optional(z.string()), date: optional(instant) })),
      committer: optional(z.object({ date: optional(instant) })),
    })
    .transform(({ message, author, committer }, context) => {
      const date = author?.date ?? committer?.date;
      if (date) return { message: message ?? "", email: author?.email, date };
      context.addIssue({ code: "custom", message: "no instant", path: ["author", "date"] });
      return z.NEVER;
    }),
});

/** Maps a page of `/repos/{owner}/{repo}/releases`; a draft is no signal. */
export function mapReleases(items: unknown[], space: Space): MappedPage {
  return mapPage("release", release, items, (known, position) => {
    if (known.draft) return byRule("release that is a draft", position);
    if (known.published_at == null)
      return malformed("release without a usable published_at", position, JSON.stringify(known));
    const metrics: Metrics = {};
    if (known.prerelease != null) metrics.prerelease = known.prerelease;
    if (known.reactions?.["+1"] != null) metrics.likes = known.reactions["+1"];
    const downloads = known.assets?.map((asset) => asset.download_count) ?? [];
    if (known.assets && downloads.every((count) => count != null))
      metrics.downloads = downloads.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return signal({
      connector: "github",
      id: String(known.id),
      kind: "release",
      occurredAt: known.published_at,
      space,
      account: githubAccount(known.author),
      title: known.name || known.tag_name || null,
      excerpt: excerpt(known.body),
      url: known.html_url ?? null,
      links: outboundLinks(addressesInText(known.body ?? ""), [known.html_url]),
      metrics,
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/commits`. Dated by its author, for that is when the work was done, or else by its committer. */
export function mapCommits(items: unknown[], space: Space): MappedPage {
  return mapPage("commit", commit, items, (known) => {
    const author = githubAccount(known.author);
    const { message, trailers } = commitText(known.commit.message);
    const metrics: Metrics = {};
    if (known.parents) metrics.parents = known.parents.length;
    const coAuthors = trailers.filter((line) => /^co-authored-by:/i.test(line)).length;
    if (coAuthors > 0) metrics.coAuthors = coAuthors;
    return signal({
      connector: "github",
      id: known.sha,
      kind: "commit",
      occurredAt: known.commit.date,
      space,
      account: author && { ...author, emailHash: emailHash(known.commit.email) },
      title: excerpt(message.split("\n", 1)[0]),
      excerpt: excerpt(message),
      url: known.html_url ?? null,
      links: outboundLinks(addressesInText(message), [known.html_url]),
      metrics,
    });
  });
}

/**
 * A commit's message without its trailers that name people (Co-authored-by, Signed-off-by, Reviewed-by), and those:
 * they hold addresses, which are never kept.
 */
export function commitText(message: string): { message: string; trailers: string[] } {
  const lines = message.split("\n");
  const isTrailer = (line: string) => /^[A-Za-z-]+-by:.*@/.test(line);
  return {
    message: lines
      .filter((line) => !isTrailer(line))
      .join("\n")
      .trimEnd(),
    trailers: lines.filter(isTrailer),
  };
}

/** The hash that links accounts across places; an address that GitHub made up links nobody. */
function emailHash(email: string | null | undefined): string | null {
  const address = email?.trim().toLowerCase() ?? "";
  if (!/^[^@\s]+@[^@\s]+$/.test(address) || address.endsWith("@users.noreply.github.com")) return null;
  return createHash("sha256").update(address).digest("hex");
}
