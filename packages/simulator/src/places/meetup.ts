import { type Context, Hono } from "hono";
import { inventName } from "../names.ts";
import { random } from "../random.ts";
import { postTitle, prose } from "../text.ts";
import { toWall } from "../zones.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, basicStamp, clockText, type Planned, plan } from "./planned.ts";

const urlname = "Lumen-Users-Utrecht";
const token = "simulated-token";
const zone = "Europe/Amsterdam";
const groupName = "Lumen Users Utrecht — élan";

type Host = { memberId: string; name: string };
type Meeting = Planned & {
  id: string;
  title: string;
  minutes: number;
  hosts: Host[];
  state: "on" | "cancelled" | "draft";
};
type Ask = { query?: string; variables?: { urlname?: string; first?: number; after?: string | null } };

/**
 * A Meetup group: its public calendar, of what is still to come, and the GraphQL API behind a token, of all it ever held. Ids are
 * digits or letters, events are drafted, cancelled and held by several, and the API's cursors stand on the last event given.
 */
export function meetupPlace(options: PlaceOptions): Place {
  const { now } = options;
  const meetings = meetingsOf(options).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const listed = (at = now()) => announced(meetings, at);

  const routes = new Hono();
  routes.post("/gql-ext", async (c) => {
    if (c.req.header("authorization") !== `Bearer ${token}`)
      return c.json({ errors: [{ message: "Unauthorized", extensions: { code: "UNAUTHENTICATED" } }] }, 401);
    const { query = "", variables = {} } = await c.req.json<Ask>();
    if (/pastEvents|upcomingEvents/.test(query)) return refusal(c, "Field is undefined", "GRAPHQL_VALIDATION_FAILED");
    if (variables.urlname?.toLowerCase() !== urlname.toLowerCase()) return c.json({ data: { groupByUrlname: null } });
    const list = listed();
    const start = list.findIndex(({ id }) => btoa(id) === variables.after) + 1;
    const page = list.slice(start, start + Math.min(variables.first ?? 10, 100));
    const pageInfo = {
      hasNextPage: start + page.length < list.length,
      endCursor: page.length > 0 ? btoa((page.at(-1) as Meeting).id) : null,
    };
    const events = { pageInfo, edges: page.map((meeting) => ({ node: node(meeting, now()) })) };
    return c.json({ data: { groupByUrlname: { id: "77001", name: groupName, urlname, events } } });
  });
  routes.get("/:group/events/ical/", (c) => {
    if (c.req.param("group").toLowerCase() !== urlname.toLowerCase()) return c.text("Not found", 404);
    const coming = listed().filter(({ at, state }) => state !== "draft" && at > now().getTime());
    return c.body(calendar(coming), 200, { "content-type": "text/calendar; charset=UTF-8" });
  });
  return {
    connector: "meetup",
    prefix: "/meetup",
    routes,
    source: (url) => ({
      options: { baseUrl: `${url}/meetup`, urlname, pageSize: 15 },
      credentials: { token },
    }),
    truth: (at) => ({
      signals: listed(at)
        .filter((meeting) => meeting.at <= at.getTime() && meeting.state === "on")
        .map((meeting) => ({
          platform: "meetup",
          kind: "event",
          id: meeting.id,
          space: `meetup:${urlname.toLowerCase()}`,
          account: meeting.hosts[0] ? `meetup:${meeting.hosts[0].memberId}` : null,
          occurredAt: new Date(meeting.at).toISOString(),
        })),
      endorsements: [],
    }),
  };
}

function meetingsOf(options: PlaceOptions): Meeting[] {
  const chance = random(options.seed, "place/meetup");
  const hosts = Array.from(
    { length: 6 },
    (_, i): Host => ({ memberId: String(9_000_100 + i), name: inventName(chance) }),
  );
  return plan(options, "meetup", 64).map((planned) => {
    const number = 309_000_000 + planned.index;
    return {
      ...planned,
      id: planned.index % 3 === 0 ? `vqx${number.toString(36)}nb` : String(number),
      title: postTitle(`${options.seed}/meetup/${planned.index}`, chance.pick(["en", "fr", "de"])),
      minutes: chance.pick([60, 90, 150]),
      hosts: planned.index % 13 === 4 ? [] : chance.shuffled(hosts).slice(0, chance.int(1, 3)),
      state: planned.index % 17 === 7 ? "cancelled" : planned.index % 17 === 11 ? "draft" : "on",
    };
  });
}

function node({ id, title, at, minutes, hosts, state }: Meeting, now: Date) {
  const wall = toWall(zone, at);
  const offset = `+0${(wall - at) / 3_600_000}:00`;
  return {
    id,
    title,
    eventUrl: `https://www.meetup.com/${urlname.toLowerCase()}/events/${id}/`,
    description: `**${title}**\n\n${prose(id)}`,
    dateTime: `${clockText(wall).slice(0, 16)}${offset}`,
    duration: minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${Math.floor(minutes / 60)}H${minutes % 60}M`,
    status: state === "on" ? (at <= now.getTime() ? "PAST" : "ACTIVE") : state.toUpperCase(),
    eventHosts: hosts.length > 0 ? hosts : null,
  };
}

function refusal(c: Context, message: string, code: string): Response {
  return c.json({ errors: [{ message, extensions: { code } }], data: null });
}

function calendar(meetings: Meeting[]): string {
  const local = (at: number) => `;TZID=${zone}:${basicStamp(toWall(zone, at)).slice(0, -1)}`;
  const lines = meetings.flatMap(({ id, title, at, minutes, state, announcedAt }) => [
    ...["BEGIN:VEVENT", `UID:event_${id}@meetup.com`, `DTSTAMP:${basicStamp(announcedAt)}`],
    ...[`DTSTART${local(at)}`, `DTEND${local(at + minutes * 60_000)}`],
    ...[`SUMMARY:${title.replace(/[,;]/g, "\\$&")}`, `STATUS:${state === "on" ? "CONFIRMED" : "CANCELLED"}`],
    ...[`URL:https://www.meetup.com/${urlname.toLowerCase()}/events/${id}/`, "END:VEVENT"],
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", `X-WR-CALNAME:${groupName}`, ...lines, "END:VCALENDAR", ""].join("\r\n");
}
