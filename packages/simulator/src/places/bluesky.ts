import { type Context, Hono } from "hono";
import type { TrueSignal } from "../truth.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { type Post, socialPosts } from "./social-posts.ts";

const tag = "Lumen";
const reader = { identifier: "reader.lamps.example", password: "abcd-efgh-ijkl-mnop" };
const mostUris = 25;
/** Answers that one access token is good for: sessions run out in the middle of a long reading. */
const tokenAnswers = 6;

type Refusal = { status: 400 | 401 | 403; error: string; message: string };

/** `/bluesky`: the search for a tag and the posts by their addresses, for members, with sessions that run out. */
export function blueskyPlace({ seed, until, now }: PlaceOptions): Place {
  const posts = socialPosts({ seed, stream: "bluesky", until, posts: 130, people: 20, wishes: 2 });
  const gone = new Set<Post>();
  let leaving = false;
  const shown = () => posts.filter((post) => post.shownAt <= now().getTime() && !gone.has(post)).toReversed();
  // The second of those who have a wish tells it late.
  const wantsOut = ({ author }: Post) => author.wish === 0 || (author.wish === 1 && leaving);
  const view = (post: Post) => postView(post, wantsOut);
  const session = { number: 0, answersLeft: 0 };
  const routes = new Hono();
  const refuse = (c: Context, { status, error, message }: Refusal) => c.json({ error, message }, status);

  function open(c: Context) {
    session.number++;
    session.answersLeft = tokenAnswers;
    const [accessJwt, refreshJwt] = [`access-${session.number}`, `refresh-${session.number}`];
    return c.json({ accessJwt, refreshJwt, handle: reader.identifier, did: "did:plc:reader", active: true });
  }

  routes.post("/xrpc/com.atproto.server.createSession", async (c) => {
    const said = await c.req.json();
    const isReader = said.identifier === reader.identifier && said.password === reader.password;
    const message = "Invalid identifier or password";
    return isReader ? open(c) : refuse(c, { status: 401, error: "AuthenticationRequired", message });
  });
  routes.post("/xrpc/com.atproto.server.refreshSession", (c) => {
    const isCurrent = c.req.header("authorization") === `Bearer refresh-${session.number}`;
    return isCurrent ? open(c) : refuse(c, { status: 400, error: "ExpiredToken", message: "Token has been revoked" });
  });
  routes.use("/xrpc/app.bsky.feed.*", async (c, next) => {
    const token = c.req.header("authorization");
    if (token === undefined) return refuse(c, { status: 403, error: "Forbidden", message: "Forbidden" });
    if (token !== `Bearer access-${session.number}`)
      return refuse(c, { status: 400, error: "InvalidToken", message: "Token could not be verified" });
    if (session.answersLeft-- <= 0)
      return refuse(c, { status: 400, error: "ExpiredToken", message: "Token has expired" });
    await next();
  });
  routes.get("/xrpc/app.bsky.feed.searchPosts", (c) => {
    const { q, since = "", until: end = "9999", cursor = "0", limit = "25", tag: wanted } = c.req.query();
    if (!q) return refuse(c, { status: 400, error: "InvalidRequest", message: 'Params must have the property "q"' });
    const isFound = (post: Post) => sortedAt(post) >= since && sortedAt(post) < end;
    const found = wanted?.toLowerCase() === tag.toLowerCase() ? shown().filter(isFound) : [];
    const reached = Number(cursor) + Math.min(Number(limit), 100);
    const more = reached < found.length ? { cursor: String(reached) } : {};
    return c.json({ posts: found.slice(Number(cursor), reached).map(view), hitsTotal: found.length, ...more });
  });
  routes.get("/xrpc/app.bsky.feed.getPosts", (c) => {
    const uris = c.req.queries("uris") ?? [];
    const message = `Error: uris must not have more than ${mostUris} elements`;
    if (uris.length > mostUris) return refuse(c, { status: 400, error: "InvalidRequest", message });
    return c.json({
      posts: shown()
        .filter((post) => uris.includes(uriOf(post)))
        .map(view),
    });
  });

  return {
    connector: "bluesky",
    prefix: "/bluesky",
    routes,
    source: (url) => ({
      options: { tag: `#${tag}`, windowDays: 120, pageSize: 20, baseUrl: `${url}/bluesky` },
      credentials: reader,
    }),
    truth: (at) => ({
      signals: posts
        .filter((post) => post.shownAt <= at.getTime() && !gone.has(post) && !wantsOut(post))
        .map(trueSignal),
      endorsements: [],
    }),
    // Who answers opens no thread.
    remove(count) {
      leaving = true;
      const candidates = shown().filter((post) => post.answers === null && !wantsOut(post));
      for (const post of candidates.slice(0, count)) gone.add(post);
    },
  };
}

function didOf({ author }: Post): string {
  return `did:plc:${String(author.number).padStart(24, "l")}`;
}

/** Record keys sort as their posts were written, and name nobody. */
function keyOf({ at, number }: Post): string {
  return `3l${at.toString(36)}${number}`;
}

function uriOf(post: Post): string {
  return `at://${didOf(post)}/app.bsky.feed.post/${keyOf(post)}`;
}

/** Every tenth writer's clock is years ahead, and the network goes by when it saw the post. */
function sortedAt(post: Post): string {
  return new Date(isAhead(post) ? post.shownAt : post.at).toISOString();
}

const isAhead = ({ number }: Post) => number % 10 === 4;

function trueSignal(post: Post): TrueSignal {
  return {
    platform: "bluesky",
    kind: "post",
    id: `${didOf(post)}/${keyOf(post)}`,
    space: `bluesky:${tag.toLowerCase()}`,
    account: `bluesky:${didOf(post)}`,
    occurredAt: sortedAt(post),
  };
}

function authorView(post: Post, wantsOut: boolean): object {
  const { author } = post;
  const label = (val: string) => ({ src: didOf(post), uri: didOf(post), val, cts: "2025-09-01T00:00:00.000Z" });
  return {
    did: didOf(post),
    handle: author.number === 7 ? "handle.invalid" : `${author.handle.replaceAll("_", "-")}.lamps.example`,
    displayName: author.name,
    labels: [...(author.bot ? [label("bot")] : []), ...(wantsOut ? [label("!no-unauthenticated")] : [])],
    createdAt: "2025-06-01T00:00:00.000Z",
  };
}

function record(post: Post): object {
  const { text, answers } = post;
  const whole = `${text} #${tag}`;
  const byteEnd = Buffer.byteLength(whole);
  const index = { byteStart: byteEnd - tag.length - 1, byteEnd };
  const feature = { $type: "app.bsky.richtext.facet#tag", tag };
  const strong = (of: Post) => ({ uri: uriOf(of), cid: `bafy${of.number}` });
  return {
    $type: "app.bsky.feed.post",
    text: whole,
    createdAt: new Date(isAhead(post) ? post.at + 6e10 : post.at).toISOString(),
    langs: [post.language],
    facets: [{ index, features: [feature] }],
    ...(answers && { reply: { root: strong(rootOf(answers)), parent: strong(answers) } }),
  };
}

function rootOf(post: Post): Post {
  return post.answers ? rootOf(post.answers) : post;
}

function postView(post: Post, wantsOut: (post: Post) => boolean): object {
  const quoted = post.number % 6 === 1 ? post.answers : null;
  return {
    uri: uriOf(post),
    cid: `bafy${post.number}`,
    author: authorView(post, wantsOut(post)),
    record: record(post),
    ...(quoted && {
      embed: {
        $type: "app.bsky.embed.record#view",
        record: {
          $type: "app.bsky.embed.record#viewRecord",
          uri: uriOf(quoted),
          cid: `bafy${quoted.number}`,
          author: authorView(quoted, wantsOut(quoted)),
          value: record(quoted),
          indexedAt: new Date(quoted.shownAt).toISOString(),
        },
      },
    }),
    bookmarkCount: 0,
    replyCount: 0,
    repostCount: post.likes % 3,
    likeCount: post.likes,
    quoteCount: 0,
    indexedAt: new Date(post.shownAt).toISOString(),
    labels: [],
  };
}
