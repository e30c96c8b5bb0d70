import { type Context, Hono } from "hono";
import { listItem, postItem, shownSolution, topicItem } from "./discourse-items.ts";
import { discourseTopics, type TopicPost, type TopicRecord } from "./discourse-topics.ts";
import type { Place, PlaceOptions, PlaceTruth } from "./place.ts";

const platform = "forum.lumen.example";
const category = { id: 6, slug: "help", name: "Help & Hilfe" };
const topicsPerPage = 10;
const postsPerPage = 20;

/**
 * A Discourse forum with one category: pinned, unlisted and private topics in its list, one of three pages, solutions in
 * the old and the new shape, tags as text and as objects, actions, whispers, hidden and withdrawn posts, a robot, members
 * who left.
 */
export function discoursePlace({ seed, until, now }: PlaceOptions): Place {
  const topics = discourseTopics(seed, until);
  const gone = new Set<number>();
  const at = () => now().getTime();
  const postsOf = (topic: TopicRecord, instant = at()) =>
    topic.posts.filter((post) => post.at <= instant && !gone.has(post.id));
  const there = (instant = at()) => topics.filter((topic) => topic.at <= instant && !gone.has(topic.id));
  const topicOf = (id: string) => there().find((topic) => String(topic.id) === id);

  const routes = new Hono();
  routes.get("/site.json", (c) => c.json({ categories: [{ id: 4, slug: "news", name: "News" }, category] }));
  routes.get(`/c/${category.slug}/${category.id}.json`, (c) => {
    const page = Number(c.req.query("page") ?? 0);
    const listed = there().map((topic) => listItem(topic, postsOf(topic)));
    const newestFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
    listed.sort((a, b) => Number(b.pinned) - Number(a.pinned) || newestFirst(a.bumped_at, b.bumped_at) || b.id - a.id);
    const more = listed.length > (page + 1) * topicsPerPage && {
      more_topics_url: `/c/${category.slug}/${category.id}?no_definitions=true&page=${page + 1}`,
    };
    const shown = listed.slice(page * topicsPerPage, (page + 1) * topicsPerPage);
    return c.json({ users: [], topic_list: { per_page: topicsPerPage, ...more, topics: shown } });
  });
  routes.get("/t/:id/posts.json", (c) => {
    const topic = topicOf(c.req.param("id"));
    if (!topic) return notFound(c);
    const asked = new Set(c.req.queries("post_ids[]") ?? []);
    const solution = shownSolution(topic, postsOf(topic), at())?.post ?? null;
    const posts = postsOf(topic).filter((post) => asked.has(String(post.id)));
    return c.json({ post_stream: { posts: posts.map((post) => postItem(topic, post, solution)) }, id: topic.id });
  });
  routes.get("/t/:file{[0-9]+\\.json}", (c) => {
    const topic = topicOf(c.req.param("file").replace(".json", ""));
    return topic ? c.json(topicItem(topic, postsOf(topic), at())) : notFound(c);
  });

  return {
    connector: "discourse",
    prefix: "/discourse",
    routes,
    source: (url) => ({
      options: { url: `https://${platform}`, category: category.id, baseUrl: `${url}/discourse` },
      credentials: {},
    }),
    truth(instant) {
      const open = there(instant.getTime()).filter(({ listing }) => listing === "open");
      return truthOf(open, (topic) => postsOf(topic, instant.getTime()), instant.getTime());
    },
    remove(count) {
      for (let index = 0; index < count; index++) {
        const open = there().filter((topic) => topic.listing === "open" && repliesOf(postsOf(topic)).length > 0);
        const long = open.find((topic) => postsOf(topic).length > postsPerPage);
        const [short] = open.filter((topic) => topic !== long);
        // A whole topic, then a reply behind the first page of the long one, then the last reply of the next.
        const topic = index === 1 ? (long ?? short) : short;
        if (!topic) return;
        gone.add(index === 0 ? topic.id : (repliesOf(postsOf(topic)).at(-1)?.id ?? topic.id));
      }
    },
  };
}

function notFound(c: Context) {
  return c.json({ errors: ["The requested URL or resource could not be found."], error_type: "not_found" }, 404);
}

function repliesOf(posts: TopicPost[]): TopicPost[] {
  return posts.filter(({ number, type, withdrawn }) => number > 1 && type === 1 && !withdrawn);
}

function truthOf(topics: TopicRecord[], postsOf: (topic: TopicRecord) => TopicPost[], at: number): PlaceTruth {
  const truth: PlaceTruth = { signals: [], endorsements: [] };
  for (const topic of topics) {
    const posts = postsOf(topic).filter(({ type }) => type === 1);
    const solution = shownSolution(topic, posts, at);
    for (const post of posts) {
      const asks = post.number === 1;
      const signal = {
        platform,
        kind: asks ? ("question" as const) : ("answer" as const),
        id: String(asks ? topic.id : post.id),
      };
      const account = solution?.accepter ? String(solution.accepter.id) : null;
      if (post === solution?.post) truth.endorsements.push({ signal, kind: "accept", account, at: null });
      if (post.withdrawn) continue;
      const author = post.author && !post.author.anonymous ? `${platform}:${post.author.id}` : null;
      const occurredAt = new Date(post.at).toISOString();
      truth.signals.push({ ...signal, space: `${platform}:${category.id}`, account: author, occurredAt });
    }
  }
  return truth;
}
