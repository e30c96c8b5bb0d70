import { Hono } from "hono";
import { inventName, slugOf } from "../names.ts";
import { hash, random } from "../random.ts";
import { conditional } from "../serve-feeds.ts";
import { postTitle, proseHtml } from "../text.ts";
import { toWall } from "../zones.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, clockText, type Planned, plan } from "./planned.ts";

const endpoint = "lum3nd4y";
const zone = "America/New_York";
const rooms = [
  { id: 41, name: "Main hall", sort: 0 },
  { id: 42, name: "Salle Été", sort: 1 },
];
const categories = [
  { id: 60, title: "Level", type: "session", sort: 1, items: [{ id: 601, name: "Advanced", sort: 1 }] },
  { id: 61, title: "Topic", type: "session", sort: 2, items: [{ id: 611, name: "Prisms & light", sort: 1 }] },
];

type Speaker = { id: string; first: string; last: string };
/** `shy` speakers say of themselves that they give the session, which does not name them. */
type Session = Planned & {
  id: number;
  title: string;
  speakers: Speaker[];
  shy: Speaker[];
  status: string;
  service: boolean;
};

/**
 * A conference over many evenings on Sessionize, in the four views of its endpoint: times off the venue's clock, session ids as
 * text in one list and as numbers in another, breaks, sessions that were turned down or have no time yet, and one speaker whose
 * id is in capitals here and there.
 */
export function sessionizePlace(options: PlaceOptions): Place {
  const { now } = options;
  const sessions = sessionsOf(options);
  const routes = new Hono();
  routes.get(`/api/v2/${endpoint}/view/:view`, (c) => {
    const views: Record<string, () => unknown> = {
      All: () => all(sessions, now()),
      Sessions: () => [{ groupId: 1, groupName: "All", sessions: sessions.map((one) => named(one, now())) }],
      Speakers: () => speakersOf(sessions).map((who) => speakerItem(who, sessions, (id, name) => ({ id, name }))),
      GridSmart: () => grid(sessions, now()),
    };
    const view = views[c.req.param("view")];
    if (!view) return c.text("Not found", 404);
    const body = new TextEncoder().encode(JSON.stringify(view()));
    return conditional(c, body, "application/json; charset=utf-8", now().getTime());
  });
  return {
    connector: "sessionize",
    prefix: "/sessionize",
    routes,
    source: (url) => ({
      options: {
        baseUrl: `${url}/sessionize`,
        endpoint,
        slug: "lumen-evenings",
        event: "Lumen Evenings",
        timeZone: zone,
      },
      credentials: {},
    }),
    truth: (at) => ({
      signals: announced(sessions, at).flatMap((one) => (one.at <= at.getTime() ? talks(one) : [])),
      endorsements: [],
    }),
  };
}

/** A talk for each speaker; the first has the session's own id. */
function talks({ id, at, speakers, shy, status, service }: Session) {
  if (service || status !== "Accepted") return [];
  const everybody: (Speaker | null)[] = [...speakers, ...shy];
  return (everybody.length > 0 ? everybody : [null]).map((who, index) => ({
    platform: "sessionize",
    kind: "talk" as const,
    id: index === 0 ? String(id) : `${id}#${who?.id}`,
    space: "sessionize:lumen-evenings",
    account: who && `sessionize:${who.id}`,
    occurredAt: new Date(at).toISOString(),
  }));
}

function sessionsOf(options: PlaceOptions): Session[] {
  const chance = random(options.seed, "place/sessionize");
  const people = Array.from({ length: 14 }, (_, index): Speaker => {
    const [first = "", last = ""] = inventName(chance).split(" ");
    const digits = (part: string) => hash(`${options.seed}/${part}/${index}`).toString(16).padStart(8, "0");
    return { id: `${digits("a")}-0000-4000-8000-${digits("b")}${digits("c").slice(0, 4)}`, first, last };
  });
  return plan(options, "sessionize", 60).map((planned) => {
    const { index } = planned;
    const found = chance.shuffled(people).slice(0, index % 9 === 4 ? 0 : chance.int(1, 2));
    const isShy = index % 10 === 6 && found.length > 0;
    return {
      ...planned,
      id: 826_000 + index,
      title: postTitle(`${options.seed}/sessionize/${index}`, "en"),
      speakers: isShy ? found.slice(1) : found,
      shy: isShy ? found.slice(0, 1) : [],
      status: index % 11 === 3 ? "Declined" : "Accepted",
      service: index % 8 === 7,
    };
  });
}

/** A session without its speakers; it has no time before the agenda does. */
function sessionItem({ id, index, title, at, announcedAt, status, service }: Session, now: Date) {
  const starts = announcedAt <= now.getTime();
  return {
    id: String(id),
    title,
    description: proseHtml(String(id)),
    startsAt: starts ? clockText(toWall(zone, at)) : null,
    endsAt: starts ? clockText(toWall(zone, at + 45 * 60_000)) : null,
    isServiceSession: service,
    isPlenumSession: index % 12 === 0,
    roomId: rooms[index % 2]?.id,
    liveUrl: null,
    recordingUrl: null,
    status,
    isInformed: true,
    isConfirmed: status === "Accepted",
  };
}

function all(sessions: Session[], now: Date) {
  return {
    sessions: sessions.map((one) => ({
      ...sessionItem(one, now),
      speakers: one.speakers.map(({ id }) => (one.index % 7 === 2 ? id.toUpperCase() : id)),
      categoryItems: one.index % 2 === 0 ? [601, 611] : [],
      questionAnswers: [],
    })),
    speakers: speakersOf(sessions).map((who) => speakerItem(who, sessions, (id) => id)),
    questions: [],
    categories,
    rooms,
  };
}

function speakersOf(sessions: Session[]): Speaker[] {
  return [...new Set(sessions.flatMap(({ speakers, shy }) => [...speakers, ...shy]))];
}

/** @param of how the view names a session: its number, or that and its title */
function speakerItem(who: Speaker, sessions: Session[], of: (id: number, title: string) => unknown) {
  const { id, first, last } = who;
  const own = sessions.filter(({ speakers, shy }) => speakers.includes(who) || shy.includes(who));
  return {
    id,
    firstName: first,
    lastName: last,
    fullName: `${first} ${last}`,
    bio: proseHtml(id),
    tagLine: null,
    profilePicture: null,
    isTopSpeaker: false,
    links: [
      { title: "Blog", url: `${slugOf(last)}.example/blog`, linkType: "Blog" },
      { title: "Company", url: "https://employer.example", linkType: "Company_Website" },
    ],
    sessions: own.map((session) => of(session.id, session.title)),
    categoryItems: [],
    questionAnswers: [],
  };
}

/** A session as the views Sessions and GridSmart write it, with names in place of ids. */
function named(one: Session, now: Date) {
  return {
    ...sessionItem(one, now),
    speakers: one.speakers.map(({ id, first, last }) => ({ id, name: `${first} ${last}` })),
    categories: [{ id: 60, name: "Level", categoryItems: [{ id: 601, name: "Advanced" }], sort: 1 }],
    room: rooms[one.index % 2]?.name,
  };
}

/** Days with rooms with sessions; one for all stands in every room. */
function grid(sessions: Session[], now: Date) {
  const timed = announced(sessions, now);
  const days = [...new Set(timed.map(({ at }) => clockText(toWall(zone, at)).slice(0, 10)))].sort();
  return days.map((day) => {
    const own = timed.filter(({ at }) => clockText(toWall(zone, at)).startsWith(day));
    const inRoom = (place: number) => own.filter(({ index }) => index % 12 === 0 || index % 2 === place);
    return {
      date: `${day}T00:00:00`,
      isDefault: false,
      rooms: rooms.map((room, place) => ({ ...room, sessions: inRoom(place).map((one) => named(one, now)) })),
      timeSlots: [],
    };
  });
}
