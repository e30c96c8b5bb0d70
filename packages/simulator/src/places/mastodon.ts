import { type Context, Hono } from "hono";
import type { TrueSignal } from "../truth.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { type Post, type Poster, socialPosts } from "./social-posts.ts";

const home = "lamps.example";
const away = "faraway.example";
const hashtag = "Lumen";
const requestsAtOnce = 300;
const spanMs = 5 * 60_000;
const mostTogether = 20;

/** In how many ways people ask to be left out; the last of them does so only once things are taken away. */
const wishes = 6;

/** `/mastodon`: the timeline of a hashtag and its statuses, as a server of the fediverse knows them. */
export function mastodonPlace({ seed, until, now }: PlaceOptions): Place {
  const posts = socialPosts({ seed, stream: "mastodon", until, posts: 120, people: 22, wishes });
  const gone = new Set<Post>();
  let leaving = false;
  const wantsOut = ({ wish }: Poster) => wish !== null && (wish < wishes - 1 || leaving);
  const shown = () => posts.filter((post) => post.shownAt <= now().getTime() && !gone.has(post)).toSorted(byId);
  const routes = new Hono();
  const asked = { span: -1, count: 0 };

  routes.use(async (c, next) => {
    const span = Math.floor(now().getTime() / spanMs);
    asked.count = asked.span === span ? asked.count + 1 : 1;
    asked.span = span;
    const reset = new Date((span + 1) * spanMs).toISOString().replace("Z", "000Z");
    c.header("x-ratelimit-limit", String(requestsAtOnce));
    c.header("x-ratelimit-remaining", String(Math.max(0, requestsAtOnce - asked.count)));
    c.header("x-ratelimit-reset", reset);
    if (asked.count > requestsAtOnce) return c.json({ error: "Too many requests" }, 429);
    await next();
  });
  routes.get("/api/v1/timelines/tag/:hashtag", (c) => {
    if (c.req.param("hashtag").toLowerCase() !== hashtag.toLowerCase()) return c.json([]);
    const limit = Math.min(Number(c.req.query("limit") ?? 20), 40);
    const [min, since, max] = ["min_id", "since_id", "max_id"].map((name) => c.req.query(name));
    const between = shown().filter((post) => {
      const id = idOf(post);
      return id > BigInt(min ?? since ?? 0) && (max === undefined || id < BigInt(max));
    });
    const page = (min === undefined ? between.slice(-limit) : between.slice(0, limit)).reverse();
    linkTo(c, page, limit);
    return c.json(page.map((post) => statusItem(post, wantsOut)));
  });
  routes.get("/api/v1/statuses", (c) => {
    const ids = c.req.queries("id[]") ?? [];
    if (ids.length > mostTogether) return c.json({ error: "Validation failed" }, 422);
    return c.json(
      shown()
        .filter((post) => ids.includes(String(idOf(post))))
        .map((post) => statusItem(post, wantsOut)),
    );
  });
  routes.get("/api/v1/statuses/:id", (c) => {
    const post = shown().find((one) => String(idOf(one)) === c.req.param("id"));
    return post ? c.json(statusItem(post, wantsOut)) : c.json({ error: "Record not found" }, 404);
  });

  return {
    connector: "mastodon",
    prefix: "/mastodon",
    routes,
    source: (url) => ({
      options: { instance: home, hashtag: `#${hashtag}`, pageSize: 25, baseUrl: `${url}/mastodon` },
      credentials: {},
    }),
    truth: (at) => ({
      signals: posts
        .filter((post) => post.shownAt <= at.getTime() && !gone.has(post) && isOwnWords(post) && !wantsOut(post.author))
        .map(trueSignal),
      endorsements: [],
    }),
    // What other servers hold they alone can take away, and who answers opens no thread.
    remove(count) {
      leaving = true;
      const candidates = shown().filter((post) => isOwnWords(post) && !wantsOut(post.author) && isRemovable(post));
      for (const post of candidates.slice(-count)) gone.add(post);
    },
  };
}

function isRemovable({ author, answers }: Post): boolean {
  return hostOf(author) === home && answers === null;
}

/** Every ninth is a boost, every eleventh is for followers only. */
function isOwnWords(post: Post): boolean {
  return !isBoost(post) && !isPrivate(post);
}

const isBoost = ({ number, answers }: Post) => number % 9 === 5 && answers === null;
const isPrivate = ({ number, answers }: Post) => number % 11 === 6 && answers === null;

/** Ids are the time of writing and a few bits that tell posts of one millisecond apart. */
function idOf({ at, number }: Post): bigint {
  return (BigInt(at) << 16n) + BigInt((number * 7919) % 65_536);
}

function byId(a: Post, b: Post): number {
  return idOf(a) < idOf(b) ? -1 : 1;
}

function hostOf({ number, wish }: Poster): string {
  return wish === null && number % 3 === 0 ? away : home;
}

function profileOf(author: Poster): string {
  return `https://${hostOf(author)}/@${author.handle}`;
}

function uriOf(post: Post): string {
  const host = hostOf(post.author);
  const id = host === home ? idOf(post) : 9_000_000n + BigInt(post.number);
  return `https://${host}/users/${post.author.handle}/statuses/${id}`;
}

function trueSignal(post: Post): TrueSignal {
  return {
    platform: "fediverse",
    kind: "post",
    id: uriOf(post),
    space: `fediverse:${hashtag.toLowerCase()}`,
    account: `fediverse:${profileOf(post.author)}`,
    occurredAt: new Date(post.at).toISOString(),
  };
}

function linkTo(c: Context, page: Post[], limit: number): void {
  const [newest, oldest] = [page[0], page.at(-1)];
  if (!newest || !oldest) return;
  const url = `https://${home}/api/v1/timelines/tag/${hashtag}?limit=${limit}`;
  c.header("link", `<${url}&max_id=${idOf(oldest)}>; rel="next", <${url}&min_id=${idOf(newest)}>; rel="prev"`);
}

function statusItem(post: Post, wantsOut: (author: Poster) => boolean): object {
  const { author, answers } = post;
  const boosted = isBoost(post)
    ? { ...statusBody(post, wantsOut), id: "1", uri: `https://${away}/users/x/statuses/1` }
    : null;
  return {
    ...statusBody(post, wantsOut),
    in_reply_to_id: answers && !isBoost(post) ? String(idOf(answers)) : null,
    in_reply_to_account_id: answers ? String(answers.author.number + 100) : null,
    account: accountItem(author, wantsOut(author)),
    reblog: boosted,
  };
}

function statusBody(post: Post, wantsOut: (author: Poster) => boolean): object {
  const quoted = post.number % 7 === 2 ? post.answers : null;
  const text = post.text.replaceAll("<", "&lt;");
  return {
    id: String(idOf(post)),
    uri: uriOf(post),
    url: `${profileOf(post.author)}/${idOf(post)}`,
    created_at: new Date(post.at).toISOString(),
    edited_at: post.editedAt === null ? null : new Date(post.editedAt).toISOString(),
    content: `<p>${text} <a href="https://${home}/tags/lumen" class="mention hashtag" rel="tag">#<span>${hashtag}</span></a></p>`,
    spoiler_text: post.number % 17 === 0 ? "long" : "",
    sensitive: false,
    visibility: isPrivate(post) ? "private" : post.number % 5 === 0 ? "unlisted" : "public",
    language: post.language,
    tags: [{ name: hashtag.toLowerCase(), url: `https://${home}/tags/lumen` }],
    mentions: [],
    emojis: [],
    media_attachments: [],
    card: null,
    poll: null,
    quote: quoted && {
      state: "accepted",
      quoted_status: { ...statusBody(quoted, wantsOut), account: accountItem(quoted.author, wantsOut(quoted.author)) },
    },
    replies_count: 0,
    reblogs_count: post.likes % 3,
    favourites_count: post.likes,
    quotes_count: 0,
  };
}

function accountItem(author: Poster, wantsOut: boolean): object {
  const host = hostOf(author);
  const asks = wantsOut ? author.wish : null;
  const field = { name: "Lamps", value: `<a href="https://${author.handle}.example" rel="me">home</a>` };
  return {
    id: String(author.number + 100),
    username: author.handle,
    acct: host === home ? author.handle : `${author.handle}@${host}`,
    display_name: author.name,
    url: profileOf(author),
    uri: `https://${host}/users/${author.handle}`,
    note: asks === 0 ? '<p>Ich mag Lampen. <a href="#">#<span>nobot</span></a></p>' : "<p>Lamps &amp; light</p>",
    bot: author.bot,
    discoverable: asks !== 1 && asks !== wishes - 1,
    indexable: asks !== 2,
    noindex: asks === 3,
    fields: [
      { ...field, verified_at: author.number % 2 === 0 ? "2025-09-01T00:00:00.000+00:00" : null },
      ...(asks === 4 ? [{ name: "robots", value: "#NoArchive", verified_at: null }] : []),
    ],
  };
}
