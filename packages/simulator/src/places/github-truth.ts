import type { Commit, Member, Release, Said, Thread } from "./github-history.ts";
import type { PlaceTruth } from "./place.ts";

/** What a store must hold of a repository that its source still calls by `formerName`. */
export function githubTruth(
  { threads, commits, releases }: { threads: Thread[]; commits: Commit[]; releases: Release[] },
  formerName: string,
): PlaceTruth {
  const space = { platform: "github", space: `github:${formerName}` };
  const truth: PlaceTruth = { signals: [], endorsements: [] };
  type Known = PlaceTruth["signals"][number];
  const add = (kind: Known["kind"], id: string, by: Member | null, at: number) =>
    truth.signals.push({
      ...space,
      kind,
      id,
      account: by && !by.deleted ? `github:${by.id}` : null,
      occurredAt: new Date(at).toISOString(),
    });
  for (const thread of threads) {
    const { kind, number, by, at, chosen } = thread;
    const opened =
      kind === "pull" ? "pull-request" : kind === "issue" ? "issue" : thread.answerable ? "question" : "post";
    const id = `${formerName}#${number}`;
    add(opened, id, by, at);
    if (thread.merged && thread.closedAt !== null)
      truth.endorsements.push({
        signal: { platform: "github", kind: "pull-request", id },
        kind: "merge",
        account: null,
        at: new Date(thread.closedAt).toISOString(),
      });
    for (const said of thread.comments) add("comment", String(said.id), said.by, said.at);
    for (const said of thread.lineComments) add("comment", `r${said.id}`, said.by, said.at);
    for (const said of thread.reviews) if (said.state !== "PENDING") add("review", String(said.id), said.by, said.at);
    const accept = (said: Said, kind: Known["kind"]) => {
      if (said.id !== chosen?.id) return;
      const account = chosen.by.deleted ? null : String(chosen.by.id);
      truth.endorsements.push({
        signal: { platform: "github", kind, id: `d${said.id}` },
        kind: "accept",
        account,
        at: new Date(chosen.at).toISOString(),
      });
    };
    for (const talk of thread.talks) {
      const kind = thread.answerable ? "answer" : "comment";
      if (talk.deletedAt === null) add(kind, `d${talk.id}`, talk.by, talk.at);
      accept(talk, kind);
      for (const reply of talk.replies) {
        add("comment", `d${reply.id}`, reply.by, reply.at);
        accept(reply, "comment");
      }
    }
  }
  for (const { sha, by, at } of commits) add("commit", sha, by, at);
  for (const release of releases) if (!release.draft) add("release", String(release.id), release.by, release.at);
  return truth;
}
