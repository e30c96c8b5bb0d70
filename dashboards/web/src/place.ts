import type { CandidatesAnswer, SpacesAnswer } from "@groundswell/reports";

type Weighting = SpacesAnswer["weighting"];
export type Track = CandidatesAnswer["track"];
const windowNames = ["12-weeks", "12-months"] as const;
const weightings = ["events", "people", "shared"] as const satisfies readonly Weighting[];
const tracks = ["expert", "leader"] as const satisfies readonly Track[];

/** What the page shows, kept in the query of its address so that it can be sent on. */
export type Place = {
  expertise: string | null;
  window: (typeof windowNames)[number];
  weighting: Weighting;
  track: Track;
};

/** Reads the query of an address; what is missing or unknown falls back to the first choice. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  return {
    expertise: query.get("expertise"),
    window: oneOf(windowNames, query.get("window")),
    weighting: oneOf(weightings, query.get("weighting")),
    track: oneOf(tracks, query.get("track")),
  };
}

/** The query of a place, first choices left out. */
export function writePlace(place: Place): string {
  const query = new URLSearchParams();
  if (place.expertise) query.set("expertise", place.expertise);
  if (place.window !== windowNames[0]) query.set("window", place.window);
  if (place.weighting !== weightings[0]) query.set("weighting", place.weighting);
  if (place.track !== tracks[0]) query.set("track", place.track);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Where a window of that name begins when it ends at `asOf`; null leaves it to the API's own 12 weeks. */
export function windowStart(window: Place["window"], asOf: string): string | null {
  if (window === "12-weeks") return null;
  const from = new Date(asOf);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return from.toISOString();
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], text: string | null): T {
  return choices.find((choice) => choice === text) ?? choices[0];
}
