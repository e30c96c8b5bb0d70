import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { hourMs } from "@groundswell/model";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { type Asked, openWatch } from "./host-watch.ts";

export type HostsOptions = {
  /** How many there are, each on a port of its own. */
  count: number;
  /** How long each takes to answer. */
  latencyMs: number;
  /** What each host puts up with: requests at once, and in a second. */
  limit: { atOnce: number; perSecond: number };
};

/** Some hosts that keep watch over how they are asked. */
export type Hosts = {
  /** One address each, without a slash at its end. */
  urls: string[];
  /** What each was asked since the start, or since `forget`, in the order of `urls`. */
  asked(): Asked[];
  forget(): void;
  close(): Promise<void>;
};

/** How many entries a feed holds; each reading finds one that is new. */
const feedEntries = 10;
const statusesOnPage = 40;

/**
 * Serves hosts on 127.0.0.1, which answer late and count what goes beyond their limit:
 * `/feed/{name}.xml`, a feed with one more entry at each reading, and the timeline of a Mastodon server under `/long/{pages}`,
 * so many pages of 40 posts.
 */
export async function startHosts({ count, latencyMs, limit }: HostsOptions): Promise<Hosts> {
  const hosts = await Promise.all(Array.from({ length: count }, () => startHost(latencyMs, limit)));
  return {
    urls: hosts.map(({ url }) => url),
    asked: () => hosts.map(({ watch }) => watch.asked()),
    forget: () => {
      for (const { watch } of hosts) watch.forget();
    },
    close: async () => {
      await Promise.all(hosts.map(({ close }) => close()));
    },
  };
}

async function startHost(latencyMs: number, limit: HostsOptions["limit"]) {
  const watch = openWatch(limit);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (_, next) => {
    const leave = watch.enter(performance.now());
    await sleep(latencyMs);
    await next();
    // Before the answer is sent: nobody can know of it earlier.
    leave();
  });
  let readings = 0;
  app.get("/feed/:name{.+\\.xml}", (c) =>
    c.body(feedOf(c.req.header("host") ?? "", c.req.param("name"), readings++), 200, {
      "content-type": "application/rss+xml",
    }),
  );
  app.get("/long/:pages/api/v1/timelines/tag/:tag", (c) => {
    const before = Number(c.req.query("min_id") ?? 0);
    const last = Math.min(before + statusesOnPage, Number(c.req.param("pages")) * statusesOnPage);
    const ids = Array.from({ length: Math.max(0, last - before) }, (_, n) => last - n);
    return c.json(ids.map((id) => statusOf(c.req.header("host") ?? "", id)));
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  if (!server.listening) await once(server, "listening");
  return {
    watch,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

const firstInstant = Date.UTC(2025, 0, 1);

function feedOf(host: string, name: string, reading: number): string {
  const entries = Array.from({ length: feedEntries }, (_, n) => {
    const id = `${name}-${reading + n}`;
    return `<item><guid isPermaLink="false">${host}/${id}</guid><title>Entry ${id}</title><link>http://${host}/${id}</link>
<pubDate>${new Date(firstInstant + (reading + n) * hourMs).toUTCString()}</pubDate><author>somebody@blog.example (Writer of ${name})</author>
<description>${"What is said in this entry. ".repeat(12)}</description></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${name}</title><link>http://${host}/${name}</link>
<description>A feed</description>${entries.join("")}</channel></rss>`;
}

function statusOf(host: string, id: number) {
  const by = id % 97;
  return {
    ...{ id: String(id), uri: `http://${host}/statuses/${id}`, url: `http://${host}/statuses/${id}` },
    ...{ created_at: new Date(firstInstant + id * 60_000).toISOString(), in_reply_to_id: null, visibility: "public" },
    ...{ content: `<p>${"What is said in this post. ".repeat(8)}</p>`, spoiler_text: "", language: "en" },
    account: {
      ...{ id: String(by), username: `p${by}`, acct: `p${by}`, display_name: `Person ${by}` },
      ...{ url: `http://${host}/@p${by}`, uri: `http://${host}/users/p${by}`, note: "", fields: [] },
      ...{ bot: false, discoverable: true, indexable: true },
    },
    ...{ reblog: null, tags: [{ name: "long", url: `http://${host}/tags/long` }], mentions: [], card: null },
    ...{ replies_count: 0, reblogs_count: 0, favourites_count: 0 },
  };
}
