import { Hono } from "hono";
import { inventName } from "../names.ts";
import { random } from "../random.ts";
import { postTitle, prose } from "../text.ts";
import { toWall } from "../zones.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, clockText, type Planned, plan } from "./planned.ts";

const organization = 77_001_234_567;
const token = "simulated-token";
const zone = "Europe/London";

type State = "public" | "private" | "called off" | "draft" | "series";
type Gathering = Planned & { id: string; title: string; organizer: { id: string; name: string } | null; state: State };

/** An organization on Eventbrite: its events of all states behind a token, a page and the token of the next at a time. */
export function eventbritePlace(options: PlaceOptions): Place {
  const { now } = options;
  const gatherings = gatheringsOf(options).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const routes = new Hono();
  routes.get("/organizations/:id/events/", (c) => {
    if (c.req.header("authorization") !== `Bearer ${token}`)
      return c.json({ status_code: 401, error: "INVALID_AUTH", error_description: "The token is invalid." }, 401);
    if (c.req.param("id") !== String(organization))
      return c.json({ status_code: 404, error: "NOT_FOUND", error_description: "The organization is not there." }, 404);
    const statuses = c.req.query("status")?.split(",") ?? ["live"];
    const list = announced(gatherings, now()).filter((one) => statuses.includes(statusOf(one, now())));
    const start = list.findIndex(({ id }) => btoa(id) === c.req.query("continuation")) + 1;
    const size = Number(c.req.query("page_size") ?? 50);
    const page = list.slice(start, start + size);
    const pagination = {
      object_count: list.length,
      page_number: Math.floor(start / size) + 1,
      page_size: size,
      page_count: Math.ceil(list.length / size),
      // The token of a page that is not there is left out.
      ...(start + page.length < list.length
        ? { has_more_items: true, continuation: btoa(page.at(-1)?.id ?? "") }
        : { has_more_items: false }),
    };
    const expanded = c.req.query("expand") === "organizer";
    return c.json({ pagination, events: page.map((one) => item(one, now(), expanded)) });
  });
  return {
    connector: "eventbrite",
    prefix: "/eventbrite",
    routes,
    source: (url) => ({
      options: { baseUrl: `${url}/eventbrite`, organization, name: "Lumen Leeds", pageSize: 12 },
      credentials: { token },
    }),
    truth: (at) => ({
      signals: announced(gatherings, at)
        .filter((one) => one.at <= at.getTime() && one.state === "public")
        .map((one) => ({
          platform: "eventbrite",
          kind: "event",
          id: one.id,
          space: `eventbrite:${organization}`,
          account: one.organizer && `eventbrite:${one.organizer.id}`,
          occurredAt: new Date(one.at).toISOString(),
        })),
      endorsements: [],
    }),
  };
}

function gatheringsOf(options: PlaceOptions): Gathering[] {
  const chance = random(options.seed, "place/eventbrite");
  const organizers = Array.from({ length: 4 }, (_, i) => ({ id: String(31_000_500 + i), name: inventName(chance) }));
  const odd: Record<number, State> = { 3: "private", 5: "called off", 8: "draft", 11: "series" };
  return plan(options, "eventbrite", 58).map((planned) => ({
    ...planned,
    id: String(880_000_000_000 + planned.index),
    title: postTitle(`${options.seed}/eventbrite/${planned.index}`, chance.pick(["en", "es"])),
    organizer: planned.index % 14 === 6 ? null : chance.pick(organizers),
    state: odd[planned.index % 15] ?? "public",
  }));
}

function statusOf({ at, state }: Gathering, now: Date): string {
  if (state === "draft") return "draft";
  if (state === "called off") return "canceled";
  return at <= now.getTime() ? "completed" : "live";
}

function item(one: Gathering, now: Date, expanded: boolean) {
  const { id, title, at, announcedAt, organizer, state } = one;
  const clock = (instant: number) => ({
    timezone: zone,
    local: clockText(toWall(zone, instant)),
    utc: `${clockText(instant)}Z`,
  });
  return {
    id,
    name: { text: title, html: title },
    summary: prose(id).slice(0, 140),
    description: { text: prose(id), html: `<P>${prose(id)}</P>` },
    url: `https://www.eventbrite.co.uk/e/lumen-tickets-${id}`,
    start: clock(at),
    end: clock(at + 120 * 60_000),
    created: `${clockText(announcedAt)}Z`,
    changed: `${clockText(announcedAt)}Z`,
    status: statusOf(one, now),
    listed: state !== "private",
    is_series_parent: state === "series",
    online_event: Number(id) % 4 === 0,
    locale: "en_GB",
    organization_id: String(organization),
    organizer_id: organizer?.id ?? null,
    ...(expanded && {
      organizer: organizer && {
        ...organizer,
        url: `https://www.eventbrite.co.uk/o/${organizer.id}`,
        website: `https://organizer-${organizer.id}.example`,
      },
    }),
  };
}
