import { dayMs } from "@groundswell/model";
import { escapeUTF8 } from "entities";
import { Hono } from "hono";
import { inventName, slugOf } from "../names.ts";
import { random } from "../random.ts";
import { conditional } from "../serve-feeds.ts";
import { postTitle, prose } from "../text.ts";
import type { TrueSignal } from "../truth.ts";
import { toWall } from "../zones.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, basicStamp, clockText, type Planned, plan } from "./planned.ts";

const site = "https://lumen-days.example";
const space = "lumen-days";
const zone = "Europe/London";
const pageCount = 5;

/** A person or body; without a page of their own they are only a name. */
type Party = { name: string; url: string | null };
/** `put off` moved by a week; what the page says of it then has both dates. */
type Gathering = Planned & {
  page: number;
  title: string;
  organiser: Party | null;
  performers: Party[];
  state: "on" | "cancelled" | "put off";
};

/**
 * A site of events that describes them for machines: lists of dates in JSON-LD, a graph, microdata, an agenda inside its
 * conference, and one page that only ever shows the meeting it is about. Times come with and without an offset.
 */
export function eventPagePlace(options: PlaceOptions): Place {
  const { now, until } = options;
  const gatherings = gatheringsOf(options);
  const on = (page: number) => announced(gatherings, now()).filter((one) => one.page === page);
  const evenings = [24, -4].map((days) => until.getTime() - days * dayMs + 18 * 3_600_000);
  // A while after an evening its page turns to the next one, and says no more of what was held.
  const evening = () => evenings.find((at) => at + 10 * dayMs > now().getTime()) ?? (evenings[1] as number);

  const pages: Record<string, () => string> = {
    next: () =>
      jsonPage({ "@type": "SocialEvent", name: "Lumen Evening", startDate: clock(evening()), url: "/event-page/next" }),
    dates: () => jsonPage(on(0).map((one) => item(one, "dates"))),
    graph: () =>
      jsonPage({
        "@context": "https://schema.org",
        "@graph": [{ "@type": "WebPage", name: "Dates" }, ...on(1).map((one) => item(one, "graph"))],
      }),
    agenda: () => jsonPage(agenda(on(2), until)),
    microdata: () => `<!doctype html><html><body>${on(3).map(microdata).join("\n")}</body></html>`,
    twice: () =>
      jsonPage(on(4).map((one) => item(one, "twice"))).replace("</body>", `${on(4).map(microdata).join("")}</body>`),
  };
  const routes = new Hono();
  routes.get("/:page", (c) => {
    const html = pages[c.req.param("page")];
    if (!html) return c.text("Not found", 404);
    return conditional(c, new TextEncoder().encode(html()), "text/html; charset=utf-8", now().getTime());
  });
  return {
    connector: "event-page",
    prefix: "/event-page",
    routes,
    source: (url) => ({
      options: {
        baseUrl: url,
        urls: Object.keys(pages).map((page) => `${site}/event-page/${page}`),
        ...{ space, name: "Lumen Days", timeZone: zone },
      },
      credentials: {},
    }),
    truth: (at) => ({
      signals: [
        ...trueSignals(`${site}/event-page/next`, evenings[0] as number, evenings[0] as number, null, []),
        ...trueSignals(`${site}/event-page/agenda`, conferenceDay(until), conferenceDay(until), null, []),
        ...announced(gatherings, at).flatMap((one) =>
          one.state === "cancelled"
            ? []
            : trueSignals(addressOf(one), one.at, heldAt(one), one.organiser, one.performers),
        ),
      ].filter(({ occurredAt }) => occurredAt <= at.toISOString()),
      endorsements: [],
    }),
  };
}

/** An event by its organiser and a talk for each performer; the first talk has the event's own id. */
function trueSignals(
  address: string,
  firstSaid: number,
  at: number,
  by: Party | null,
  performers: Party[],
): TrueSignal[] {
  const id = `${address}#${basicStamp(firstSaid)}`;
  const known = { platform: "calendar", space: `calendar:${space}`, occurredAt: new Date(at).toISOString() };
  const key = ({ url, name }: Party) => url ?? `${space}#${name.toLowerCase()}`;
  return [
    { ...known, kind: "event", id, account: by && `calendar:${key(by)}` },
    ...performers.map((who, index) => ({
      ...known,
      kind: "talk" as const,
      id: index === 0 ? id : `${id}#${key(who)}`,
      account: `calendar:${key(who)}`,
    })),
  ];
}

function gatheringsOf(options: PlaceOptions): Gathering[] {
  const chance = random(options.seed, "place/event-page");
  const parties = Array.from({ length: 12 }, (_, index): Party => {
    const name = inventName(chance);
    return { name, url: index % 3 === 0 ? null : `${site}/people/${slugOf(name)}` };
  });
  return plan(options, "event-page", 50).map((planned) => {
    const { index } = planned;
    return {
      ...planned,
      // Two at one instant on one page would be told apart by their names; here each has a page of its own instead.
      page: index % pageCount,
      title: `${postTitle(`${options.seed}/event/${index}`, chance.pick(["en", "de"]))} ${index}`,
      organiser: index % 6 === 1 ? null : chance.pick(parties),
      performers: index % 4 === 0 ? [] : chance.shuffled(parties).slice(0, chance.int(1, 3)),
      state: index % 12 === 8 ? "cancelled" : index % 12 === 3 ? "put off" : "on",
    };
  });
}

function heldAt({ at, state }: Gathering): number {
  return state === "put off" ? at + 7 * dayMs : at;
}

/** The dates of a list share the page's address; sessions and microdata have their own. */
function addressOf({ page, index }: Gathering): string {
  return page === 0 ? `${site}/event-page/dates` : `${site}/events/${index}`;
}

function clock(at: number): string {
  return clockText(toWall(zone, at)).slice(0, 16);
}

function item(one: Gathering, page: string): Record<string, unknown> {
  const { index, title, organiser, performers, state } = one;
  const held = heldAt(one);
  const status = { on: "EventScheduled", cancelled: "EventCancelled", "put off": "EventRescheduled" }[state];
  const party = ({ name, url }: Party) => ({ "@type": "Person", name, ...(url ? { url } : {}) });
  // One performer is often no list, and one without a page no more than a name.
  const [only, ...others] = performers.map((who) => (who.url ? party(who) : who.name));
  return {
    "@context": "https://schema.org",
    "@type": index % 2 === 0 ? "EducationEvent" : ["Event", "BusinessEvent"],
    name: title,
    description: `<p>${prose(title)}</p>`,
    startDate: index % 3 === 0 ? `${clockText(held)}Z` : clock(held),
    ...(state === "put off" ? { previousStartDate: clock(one.at) } : {}),
    endDate: clock(held + 2 * 3_600_000),
    eventStatus: index % 2 === 0 ? `https://schema.org/${status}` : status,
    location: { "@type": "Place", name: "Library", address: "Lumen Street 1" },
    ...(organiser ? { organizer: party(organiser) } : {}),
    ...(only ? { performer: others.length > 0 ? [only, ...others] : only } : {}),
    url: page === "dates" ? `${site}/event-page/dates?utm_source=list` : new URL(addressOf(one)).pathname,
  };
}

function conferenceDay(until: Date): number {
  return until.getTime() - 60 * dayMs;
}

/** A conference with its sessions inside, and with what is called an event and is none. */
function agenda(sessions: Gathering[], until: Date): unknown {
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: "Lumen Days",
    startDate: new Date(conferenceDay(until)).toISOString().slice(0, 10),
    endDate: new Date(until).toISOString().slice(0, 10),
    subEvent: [
      ...sessions.map((one) => item(one, "agenda")),
      { "@type": "PublicationEvent", name: "Videos", startDate: "2026-01-02" },
    ],
  };
}

/** A page with one block of JSON-LD, and one that somebody cut off. */
function jsonPage(value: unknown): string {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lumen Days</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": </script>
<script type="application/ld+json">${json}</script></head><body><h1>Lumen Days</h1></body></html>`;
}

function microdata(one: Gathering): string {
  const { title, organiser, performers, state } = one;
  const party = (property: string, { name, url }: Party) =>
    `<span itemprop="${property}" itemscope itemtype="https://schema.org/Person"><span itemprop="name">${escapeUTF8(name)}</span>${url ? `<a itemprop="url" href="${url}">page</a>` : ""}</span>`;
  const status = { on: "Scheduled", cancelled: "Cancelled", "put off": "Rescheduled" }[state];
  return `<div itemscope itemtype="http://schema.org/Event"><h2 itemprop="name">${escapeUTF8(title)}</h2>
<time itemprop="startDate" datetime="${clock(heldAt(one))}">soon</time>
${state === "put off" ? `<meta itemprop="previousStartDate" content="${clock(one.at)}">` : ""}
<link itemprop="eventStatus" href="https://schema.org/Event${status}"><a itemprop="url" href="${new URL(addressOf(one)).pathname}">more</a>
${organiser ? party("organizer", organiser) : ""}${performers.map((who) => party("performer", who)).join("")}</div>`;
}
