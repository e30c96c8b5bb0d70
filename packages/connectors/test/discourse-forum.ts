import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach } from "vitest";

/** A topic of the small forum. */
export type Topic = {
  id: number;
  bumped: string;
  posts: number;
  /** In every list, or in its category's alone: in others it stands by its activity, and says that it is pinned all the same. */
  pinned?: boolean | "in its category";
  /** The status that it is answered with. */
  gone?: number;
  unlisted?: boolean;
  /** Numbers of posts that are not there any more. */
  missing?: number[];
  /** Too long for its ids to be listed. */
  mega?: boolean;
};

/** A forum with lists of 3 topics; `before` may change it between two requests, or answer itself. */
export const forum = {
  topics: [] as Topic[],
  url: "",
  requests: [] as string[],
  before: null as null | ((url: string, response: ServerResponse) => boolean | undefined),
};
function answer(path: string, query: URLSearchParams): unknown {
  const stamp = (topic: Topic) => ({
    id: topic.id,
    title: `Topic ${topic.id}`,
    created_at: "2026-08-01T00:00:00Z",
    bumped_at: topic.bumped,
    last_posted_at: null,
    pinned: topic.pinned !== undefined && topic.pinned !== false,
    has_accepted_answer: false,
  });
  const post = (topic: Topic, n: number) => ({
    id: topic.id * 1000 + n,
    post_number: n,
    user_id: n,
    username: `u${n}`,
    created_at: "2026-08-01T00:00:00Z",
    cooked: `<p>${n}</p>`,
    reply_to_post_number: n > 1 ? n - 1 : null,
    accepted_answer: n === 2,
  });
  const numbers = (topic: Topic) =>
    Array.from({ length: topic.posts }, (_, index) => index + 1).filter((n) => !topic.missing?.includes(n));
  const topic = forum.topics.find(({ id }) => path.startsWith(`/t/${id}`));
  if (path === "/site.json") return { categories: [{ id: 6, slug: "support", name: "Support" }] };
  if (path.startsWith("/t/")) {
    if (!topic || topic.gone) return null;
    const ids = query.getAll("post_ids[]").map((id) => Number(id) % 1000);
    const known = numbers(topic);
    if (ids.length > 0)
      return { id: topic.id, post_stream: { posts: ids.filter((n) => known.includes(n)).map((n) => post(topic, n)) } };
    const start = (Number(query.get("page") ?? 1) - 1) * 20;
    const posts = known.slice(start, start + 20).map((n) => post(topic, n));
    if (posts.length === 0) return null;
    const all = topic.mega
      ? { isMegaTopic: true, lastId: topic.id * 1000 + topic.posts }
      : { stream: known.map((n) => topic.id * 1000 + n) };
    const counts = { posts_count: known.length, highest_post_number: topic.posts, chunk_size: 20 };
    return { ...stamp(topic), ...counts, visible: !topic.unlisted, post_stream: { posts, ...all } };
  }
  if (!["/latest.json", "/c/support/6.json", "/tag/http.json"].includes(path)) return null;
  const alive = forum.topics
    .filter(({ gone, unlisted }) => !gone && !unlisted)
    .sort((a, b) => (a.bumped < b.bumped ? 1 : -1));
  const isFirst = ({ pinned }: Topic) => pinned === true || (pinned !== undefined && path === "/c/support/6.json");
  const sorted = [...alive.filter(isFirst), ...alive.filter((topic) => !isFirst(topic))];
  const page = Number(query.get("page"));
  const more = sorted.length > page * 3 + 3 ? { more_topics_url: `/latest?no_definitions=true&page=${page + 1}` } : {};
  return { topic_list: { topics: sorted.slice(page * 3, page * 3 + 3).map(stamp), ...more } };
}

/** Serves the forum anew for every test of a file: eight topics of two posts. */
export function serveForum(): void {
  let server: ReturnType<typeof createServer>;
  beforeEach(async () => {
    forum.topics = Array.from({ length: 8 }, (_, index) => ({
      id: index + 1,
      bumped: `2026-09-0${index + 1}T00:00:00.000Z`,
      posts: 2,
    }));
    forum.requests = [];
    forum.before = null;
    server = createServer((request, response) => {
      const asked = new URL(request.url ?? "", "http://x");
      forum.requests.push(decodeURIComponent(`${asked.pathname}${asked.search}`));
      if (forum.before?.(request.url ?? "", response)) return;
      const body = answer(asked.pathname, asked.searchParams);
      const gone = forum.topics.find(({ id }) => asked.pathname.startsWith(`/t/${id}`))?.gone ?? 404;
      response.writeHead(body ? 200 : gone, { "content-type": "application/json" });
      response.end(
        JSON.stringify(body ?? { errors: ["gone"], error_type: gone === 403 ? "invalid_access" : "not_found" }),
      );
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    forum.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((closed) => server.close(closed)));
}

/** Makes the forum answer everything alike. */
export function answering(status: number, headers: Record<string, string>, body: unknown): void {
  forum.before = (_, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
    return true;
  };
}
