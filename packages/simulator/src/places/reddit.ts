import { type Context, Hono, type Next } from "hono";
import { hash } from "../random.ts";
import { prose } from "../text.ts";
import { type ForumAuthor, type ForumThread, forumThreads } from "./forum-threads.ts";
import type { Place, PlaceOptions } from "./place.ts";

const subreddit = "LumenLang";
const platform = "reddit";
const space = `${platform}:${subreddit.toLowerCase()}`;
const clientId = "simulated-app";
const clientSecret = "simulated-secret";
const token = "simulated-token";
const namesAtOnce = 100;

type Writer = { name: string; id: string | null };
/** A post or comment; a lost one has lost its words to its author or a moderator. */
type Thing = {
  kind: "t1" | "t3";
  id: string;
  at: number;
  key: string;
  title: string;
  writer: Writer | null;
  lost: "deleted" | "removed" | null;
  post: string;
  parent: string;
};

/**
 * A subreddit behind Reddit's sign-in: newest-first listings by the name of the last item, texts escaped unless raw ones
 * are asked for, AutoModerator, authors who left, words taken away, scores that are hidden.
 */
export function redditPlace({ seed, until, now }: PlaceOptions): Place {
  const things = forumThreads({ seed, place: "reddit", count: 64, until }).flatMap(thingsOf);
  things.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const removed = new Set<string>();
  const shown = (instant = now()) => things.filter(({ at }) => at <= instant.getTime());
  const lostNow = (thing: Thing) => (removed.has(nameOf(thing)) ? "removed" : thing.lost);
  const item = (c: Context, thing: Thing) =>
    thingItem({ ...thing, lost: lostNow(thing) }, c.req.query("raw_json") === "1");

  function listing(c: Context, list: Thing[]) {
    const start = list.findIndex((thing) => nameOf(thing) === c.req.query("after")) + 1;
    const limit = Math.min(Number(c.req.query("limit") ?? 25), namesAtOnce);
    const page = list.slice(start, start + limit);
    const last = page.at(-1);
    const after = last && start + limit < list.length ? nameOf(last) : null;
    return answer(
      c,
      page.map((thing) => item(c, thing)),
      after,
    );
  }

  const routes = new Hono();
  routes.post("/api/v1/access_token", async (c) => {
    const asked = c.req.header("authorization") === `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
    const { grant_type: grant } = await c.req.parseBody();
    if (!asked || grant !== "client_credentials") return c.json({ message: "Unauthorized", error: 401 }, 401);
    return c.json({ access_token: token, token_type: "bearer", expires_in: 86_400, scope: "*" });
  });
  const signedIn = async (c: Context, next: Next) =>
    c.req.header("authorization") === `Bearer ${token}` ? next() : c.json({ message: "Unauthorized", error: 401 }, 401);
  routes.use("/r/*", signedIn);
  routes.use("/api/info", signedIn);
  // What moderators remove leaves the list of new posts for good; only whoever asks by name learns of it.
  routes.get(`/r/${subreddit}/new`, (c) =>
    listing(
      c,
      shown()
        .filter((thing) => thing.kind === "t3" && !removed.has(nameOf(thing)))
        .reverse(),
    ),
  );
  routes.get(`/r/${subreddit}/comments`, (c) =>
    listing(
      c,
      shown()
        .filter(({ kind }) => kind === "t1")
        .reverse(),
    ),
  );
  routes.get("/api/info", (c) => {
    const names = (c.req.query("id") ?? "").split(",").slice(0, namesAtOnce);
    const found = names.flatMap((name) => shown().find((thing) => nameOf(thing) === name) ?? []);
    return answer(
      c,
      found.map((thing) => item(c, thing)),
      null,
    );
  });

  return {
    connector: "reddit",
    prefix: "/reddit",
    routes,
    source: (url) => ({
      options: { subreddit, pageSize: 25, baseUrl: `${url}/reddit` },
      credentials: { clientId, clientSecret },
    }),
    truth: (instant) => ({
      signals: shown(instant)
        .filter((thing) => lostNow(thing) === null)
        .map((thing) => ({
          platform,
          kind: thing.kind === "t3" ? "post" : "comment",
          id: nameOf(thing),
          space,
          account: thing.writer && `${platform}:${thing.writer.id ?? `u/${thing.writer.name.toLowerCase()}`}`,
          occurredAt: new Date(thing.at).toISOString(),
        })),
      endorsements: [],
    }),
    remove(count) {
      const posts = shown().filter((thing) => thing.kind === "t3" && lostNow(thing) === null);
      for (const thing of posts.slice(2, 2 + count)) removed.add(nameOf(thing));
    },
  };
}

function thingsOf(thread: ForumThread, index: number): Thing[] {
  const id = (1_500_000 + index * 31).toString(36);
  const common = { title: thread.title, post: `t3_${id}`, lost: null };
  const asked: Thing = {
    ...common,
    kind: "t3",
    id,
    at: thread.at,
    key: thread.key,
    writer: writerOf(thread.author),
    lost: index === 11 ? "removed" : index === 12 ? "deleted" : null,
    parent: "",
  };
  const ids = thread.replies.map((_, place) => (9_000_000 + index * 100 + place).toString(36));
  const replies = thread.replies.slice(0, 12).map((reply, place): Thing => {
    const robot = place === 0 && index % 8 === 3;
    return {
      ...common,
      kind: "t1",
      id: ids[place] as string,
      at: reply.at,
      key: reply.key,
      // Old accounts of robots come without their id.
      writer: robot ? { name: "AutoModerator", id: null } : writerOf(reply.author),
      lost: hash(`${reply.key}/lost`) % 13 === 0 ? (hash(reply.key) % 2 ? "deleted" : "removed") : null,
      parent: reply.to === null ? `t3_${id}` : `t1_${ids[reply.to]}`,
    };
  });
  return [asked, ...replies];
}

function writerOf(author: ForumAuthor | null): Writer | null {
  return author && { name: author.handle, id: `t2_${author.number.toString(36)}` };
}

function thingItem(thing: Thing, raw: boolean) {
  const { id, kind, key, lost, writer } = thing;
  const escaped = (text: string) =>
    raw ? text : text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const words = lost ? `[${lost}]` : `${prose(key)} List<T> & more — ça va`;
  const html = lost ? `<div>[${lost}]</div>` : `<div class="md"><p>${prose(key)}</p></div>`;
  const permalink = `/r/${subreddit}/comments/${thing.post.slice(3)}/lumen/`;
  const byAuthor = lost === "deleted";
  const seconds = thing.at / 1000;
  const common = {
    id,
    name: nameOf(thing),
    subreddit,
    author: writer && !byAuthor ? writer.name : "[deleted]",
    ...(writer && !byAuthor && writer.id !== null && { author_fullname: writer.id }),
    created_utc: seconds,
    edited: hash(`${key}/edited`) % 6 === 0 ? seconds + 900 : false,
    score: 1 + (hash(key) % 60),
    distinguished: null,
    stickied: false,
    removed_by_category:
      lost === "removed" && kind === "t3" ? "moderator" : byAuthor && kind === "t3" ? "deleted" : null,
  };
  if (kind === "t1")
    return {
      kind,
      data: {
        ...common,
        body: escaped(words),
        body_html: escaped(html),
        link_id: thing.post,
        parent_id: thing.parent,
        link_title: escaped(thing.title),
        permalink: `${permalink}${id}/`,
        score_hidden: hash(key) % 4 === 0,
      },
    };
  return {
    kind,
    data: {
      ...common,
      title: escaped(byAuthor ? "[deleted by user]" : thing.title),
      selftext: escaped(words),
      selftext_html: escaped(html),
      num_comments: hash(key) % 12,
      upvote_ratio: 0.9,
      permalink,
      url: `https://www.reddit.com${permalink}`,
      link_flair_text: escaped(hash(key) % 2 ? "Help & how" : "Show"),
    },
  };
}

function nameOf({ kind, id }: Thing): string {
  return `${kind}_${id}`;
}

function answer(c: Context, children: unknown[], after: string | null) {
  const limit = { "x-ratelimit-used": "4", "x-ratelimit-remaining": "96.0", "x-ratelimit-reset": "411" };
  const data = { after, before: null, dist: children.length, modhash: null, children };
  return c.json({ kind: "Listing", data }, 200, limit);
}
