import { createHash } from "node:crypto";
import { type Account, excerpt } from "@groundswell/model";
import { type ArchiveEvent, pushPayload } from "./gharchive-payload.ts";
import { type MappedEvent, skip, toSignal, urlOf } from "./gharchive-signal.ts";
import { commitText } from "./github-made-map.ts";
import { githubAccount } from "./github-map.ts";
import { byRule, malformed } from "./skip.ts";

/** The commits of a push, dated by the push: the archive does not say when they were written. */
export function pushSignals(event: ArchiveEvent, position: string): MappedEvent {
  const read = pushPayload.safeParse(event.payload);
  if (!read.success) return skip(malformed("PushEvent without what it needs", position, JSON.stringify(event)));
  const { commits } = read.data;
  if (!commits) return skip(byRule("PushEvent trimmed of its commits", position));
  if (commits.length === 0) return skip(byRule("PushEvent without commits", position));
  const mapped: MappedEvent = { signals: [], endorsements: [], skipped: [] };
  for (const commit of commits) {
    // Not distinct means pushed before, often to another repository: it was counted there.
    if (commit.distinct === false) {
      mapped.skipped.push(byRule("commit that was pushed before", position));
      continue;
    }
    const author = committer(commit.author?.email, event.actor);
    const { message } = commitText(commit.message ?? "");
    const one = toSignal(
      event,
      { kind: "commit", id: commit.sha, at: null, author },
      {
        title: excerpt(message.split("\n", 1)[0]),
        url: `${urlOf(event)}/commit/${commit.sha}`,
      },
      message,
    );
    if (one) mapped.signals.push(...one.signals);
    else mapped.skipped.push(malformed("PushEvent without a valid date", position, JSON.stringify(event)));
  }
  return mapped;
}

/**
 * Who wrote a commit. A push often carries other people's commits, so the actor is the author only where the address
 * proves it: GitHub's own no-reply addresses hold the login, and the archive keeps SHA-1 of what is before the `@`.
 */
function committer(email: string | null | undefined, actor: ArchiveEvent["actor"]): Account | null {
  const [local, domain] = email?.toLowerCase().split("@") ?? [];
  if (domain !== "users.noreply.github.com") return null;
  const logins = [actor.login, actor.login.toLowerCase()];
  const own = logins.flatMap((login) => [login, `${actor.id}+${login}`]);
  return own.some((name) => sha1(name) === local) ? githubAccount(actor) : null;
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
