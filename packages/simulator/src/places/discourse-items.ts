import { slugOf } from "../names.ts";
import { hash } from "../random.ts";
import { proseHtml } from "../text.ts";
import type { TopicAuthor, TopicPost, TopicRecord } from "./discourse-topics.ts";

const categoryId = 6;
const chunk = 20;
const iso = (ms: number) => new Date(ms).toISOString();

/** The solution that shows by now: the post must still be there. */
export function shownSolution({ solution }: TopicRecord, posts: TopicPost[], at: number) {
  const post = posts.find(({ number }) => number === solution?.post);
  return solution && post && solution.at <= at ? { post, accepter: solution.accepter } : null;
}

/** A topic as lists show it. */
export function listItem(topic: TopicRecord, posts: TopicPost[]) {
  const words = posts.filter(({ type }) => type === 1);
  const last = Math.max(...words.map((post) => post.at));
  return {
    ...topicHead(topic, words),
    highest_post_number: posts.at(-1)?.number,
    // Null where nobody has replied, on forums that were moved from elsewhere.
    last_posted_at: words.length === 1 ? null : iso(last),
    bumped_at: iso(last),
    pinned: topic.pinned,
    pinned_globally: false,
    unpinned: null,
    posters: [{ extras: "latest", description: "Original Poster", user_id: words[0]?.author?.id ?? null }],
    has_accepted_answer: topic.solution !== null,
  };
}

/** A topic with its first posts and the ids of all. */
export function topicItem(topic: TopicRecord, posts: TopicPost[], at: number) {
  const shown = shownSolution(topic, posts, at);
  const old = hash(topic.key) % 2 === 0;
  return {
    post_stream: {
      posts: posts.slice(0, chunk).map((post) => postItem(topic, post, shown?.post ?? null)),
      stream: posts.map(({ id }) => id),
    },
    ...topicHead(
      topic,
      posts.filter(({ type }) => type === 1),
    ),
    chunk_size: chunk,
    deleted_at: null,
    deleted_by: null,
    details: { participants: participants(posts), created_by: person(topic.posts[0]?.author ?? null) },
    ...(shown && (old ? oldSolution(shown) : newSolutions(topic, shown))),
  };
}

/** A post of a topic. */
export function postItem(topic: TopicRecord, post: TopicPost, solution: TopicPost | null) {
  const changed = post.edited || post.withdrawn;
  return {
    id: post.id,
    name: post.author?.name ?? null,
    username: post.author?.username ?? null,
    created_at: iso(post.at),
    // It moves when a post is merely laid out anew.
    updated_at: iso(post.at + 3_600_000),
    cooked: post.withdrawn ? "<p>(post deleted by author)</p>" : proseHtml(post.key),
    post_number: post.number,
    post_type: post.type,
    ...(post.type === 3 && { action_code: "closed.enabled" }),
    reply_count: 0,
    reply_to_post_number: post.replyTo,
    topic_id: topic.id,
    topic_slug: slugOf(topic.title),
    score: 0.2,
    version: changed ? 2 : 1,
    actions_summary: hash(`${post.key}/likes`) % 3 === 0 ? [{ id: 2, count: hash(post.key) % 9 }] : [],
    moderator: post.author?.staff ?? false,
    admin: false,
    staff: post.author?.staff ?? false,
    user_id: post.author?.id ?? null,
    hidden: post.hidden,
    trust_level: 2,
    deleted_at: null,
    user_deleted: post.withdrawn,
    wiki: false,
    can_accept_answer: false,
    can_unaccept_answer: false,
    accepted_answer: post === solution,
    topic_accepted_answer: solution !== null,
  };
}

function topicHead(topic: TopicRecord, words: TopicPost[]) {
  const names = ["lumen", `tag-${hash(topic.key) % 4}`];
  return {
    id: topic.id,
    title: topic.title,
    fancy_title: topic.title.replaceAll("&", "&amp;"),
    slug: slugOf(topic.title),
    posts_count: words.length,
    created_at: iso(topic.at),
    views: 10 + (hash(topic.key) % 300),
    archetype: topic.listing === "private" ? "private_message" : "regular",
    visible: topic.listing !== "unlisted",
    closed: false,
    archived: false,
    category_id: topic.listing === "private" ? null : categoryId,
    // Forums of 2026 send objects, earlier ones text.
    tags: hash(topic.key) % 3 === 0 ? names : names.map((name, index) => ({ id: index + 1, name, slug: name })),
  };
}

function oldSolution({ post, accepter }: { post: TopicPost; accepter: TopicAuthor | null }) {
  const who = accepter && { accepter_name: accepter.name, accepter_username: accepter.username };
  return {
    accepted_answer: { post_number: post.number, username: post.author?.username ?? null, excerpt: "…", ...who },
  };
}

function newSolutions(topic: TopicRecord, { post, accepter }: { post: TopicPost; accepter: TopicAuthor | null }) {
  return { accepted_answers: [{ ...postItem(topic, post, post), ...(accepter && { accepter: person(accepter) }) }] };
}

function participants(posts: TopicPost[]) {
  return [...new Map(posts.flatMap(({ author }) => (author ? [[author.id, person(author)]] : []))).values()];
}

function person(author: TopicAuthor | null) {
  return (
    author && { id: author.id, username: author.username, name: author.name, avatar_template: "/letter/{size}.png" }
  );
}
