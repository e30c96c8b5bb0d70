import { createHash } from "node:crypto";
import { dayMs } from "@groundswell/model";
import { Hono } from "hono";
import { inventName, inventWord } from "../names.ts";
import { random } from "../random.ts";
import { conditional } from "../serve-feeds.ts";
import type { TrueSignal } from "../truth.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { announced, type Planned, plan } from "./planned.ts";

const topics = ["dotnet", "devops"];

type Conference = Planned & {
  topic: string;
  entry: { name: string; url: string; startDate: string; endDate: string; city?: string; country?: string };
  /** Entries that no reader can use or needs twice: a first day that is none, the same one again. */
  flaw: "no such day" | "twice" | null;
};

/** The list behind confs.tech: a JSON file for each year and topic, without ids, with days only. */
export function confsTechPlace(options: PlaceOptions): Place {
  const { seed, now } = options;
  const chance = random(seed, "place/confs-tech");
  const conferences = plan(options, "confs-tech", 70).map((planned): Conference => {
    const name = `${inventWord(chance)} ${chance.pick(["Conf", "Days", "— Zürich", "& Friends", "日本"])} ${planned.index}`;
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const entry = {
      name,
      url: `https://conference-${planned.index}.example/2026?ref=list`,
      startDate: day(planned.at),
      endDate: day(planned.at + chance.int(0, 3) * dayMs),
      online: chance.chance(0.3),
      locales: chance.pick(["EN", "EN,DE", "FR"]),
      offersSignLanguageOrCC: false,
      cocUrl: `https://conference-${planned.index}.example/conduct`,
      ...(chance.chance(0.7) ? { city: inventName(chance).split(" ")[0] as string, country: "Lumenia" } : {}),
    };
    const flaw = planned.index % 23 === 5 ? "no such day" : planned.index % 23 === 9 ? "twice" : null;
    return { ...planned, topic: chance.pick(topics), entry, flaw };
  });

  const routes = new Hono();
  routes.get("/conferences/:year/:file{.+\\.json}", (c) => {
    const { year, file } = c.req.param();
    const own = conferences.filter(({ topic, entry }) => `${topic}.json` === file && entry.startDate.startsWith(year));
    if (own.length === 0) return c.text("404: Not Found", 404);
    const list = announced(own, now())
      .sort((a, b) => a.at - b.at)
      .flatMap(({ entry, flaw }) => {
        if (flaw === "no such day") return [{ ...entry, startDate: `${year}-02-30` }];
        return flaw === "twice" ? [entry, entry] : [entry];
      });
    // The files are served as text, whatever is in them.
    const body = new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`);
    return conditional(c, body, "text/plain; charset=utf-8", now().getTime());
  });
  return {
    connector: "confs-tech",
    prefix: "/confs-tech",
    routes,
    source: (url) => ({ options: { baseUrl: `${url}/confs-tech`, topics }, credentials: {} }),
    truth: (at) => ({
      signals: announced(conferences, at)
        .filter(({ flaw }) => flaw !== "no such day")
        .map(asTrue)
        .filter(({ occurredAt }) => occurredAt <= at.toISOString()),
      endorsements: [],
    }),
  };
}

/** The list has no ids: a conference is its name, its first day and its address. */
function asTrue({ topic, entry: { name, startDate, url } }: Conference): TrueSignal {
  return {
    platform: "confs-tech",
    kind: "event",
    id: createHash("sha256").update(`${name}${startDate}${url}`).digest("hex"),
    space: `confs-tech:${topic}`,
    account: null,
    occurredAt: `${startDate}T00:00:00.000Z`,
  };
}
