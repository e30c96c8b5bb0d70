import type { Printable, PrintLinks, ReportDocument } from "@groundswell/reports";

// Documents by hand, with all that a report can say: what no window of the simulated world has at once.

const nobody = { expertise: null, person: null, region: null, alert: null };
const months = Array.from({ length: 13 }, (_, at) => ({
  from: new Date(Date.UTC(2024, 12 + at, 1)).toISOString(),
  to: new Date(Date.UTC(2024, 13 + at, 1)).toISOString(),
  value: at === 4 ? null : 40 + ((at * 37) % 23),
  provisional: at === 12,
}));
const spaces = [
  ["Q&A of Lumen", 412, 0.38, 0.41, 3.4],
  ["lumen/lumen", 268, 0.63, 0.22, 20.5],
  ["Forum", 171, 0.79, null, 61],
  ["lumen/shade", 96, 0.88, 0.08, 0.4],
  ["Chat", 71, 0.94, 0, null],
  ["List of announcements", 60, 1, 0.5, 130],
] as const;

/** Where to deploy support, for a product team. */
export const supportDocument: ReportDocument = {
  report: "support",
  title: "Where to deploy support: Lumen",
  expertise: "lumen",
  matter: "spaces",
  window: { from: "2026-01-05T00:00:00.000Z", to: "2026-02-02T00:00:00.000Z" },
  asOf: "2026-02-02T00:00:00.000Z",
  insight:
    "Two of the six active spaces hold 63 % of all activity, and questions wait longest in the Forum: half of them for 61 hours or more.",
  figures: [
    { ...figure("signals", "Signals", "count", 1078, 974, null), better: "more" },
    {
      ...figure("answered", "Questions answered within a week", "share", 0.713, 0.76, 0.652),
      interval: [0.671, 0.752],
      better: "more",
    },
    { ...figure("waiting", "Half of the first answers came within", "hours", 20.5, 11.25, 49), better: "less" },
    figure("gini", "How unequal spaces are (0 to 100)", "score", null, 51.3, 50),
  ],
  changes: [
    "The share of answered questions fell by 4.7 points to 71.3 %.",
    "lumen/shade overtook Chat and is now the fourth space.",
  ],
  sections: [
    {
      key: "spaces",
      title: "The spaces, most active first",
      matter: "spaces",
      note: "A space counts where somebody said something in the window.",
      chart: {
        title: "Share of activity held by the first spaces together",
        description:
          "A curve that rises from the most active space to all 6 active spaces. The first 2 reach half, the first 4 reach 80 %.",
        draw: "share-curve",
        points: [
          { spaces: 0, share: 0, name: "" },
          ...spaces.map(([name, , share], at) => ({ spaces: at + 1, share, name })),
        ],
        marked: [2, 4],
      },
      columns: [
        { key: "space", title: "Space", kind: "text" },
        { key: "signals", title: "Signals", kind: "count" },
        { key: "together", title: "Together", kind: "share" },
        { key: "unanswered", title: "Unanswered", kind: "share" },
        { key: "wait", title: "First answer", kind: "hours" },
      ],
      rows: spaces.map(([name, count, share, unanswered, wait], at) => ({
        about: { ...nobody, expertise: "lumen" },
        cells: [{ text: name, url: `/expertises/lumen/spaces/${at + 1}` }, count, share, unanswered, wait],
        notes:
          at === 2
            ? [
                {
                  text: "Open for 9 days: How do I dim a lamp over the network?",
                  url: "https://forum.example/questions/81",
                },
                { text: "Its one regular answerer was last seen on 2026-01-11.", url: null },
              ]
            : [],
      })),
      empty: "No space was active.",
    },
    {
      key: "open",
      title: "Questions nobody answered",
      matter: "spaces",
      note: null,
      chart: null,
      columns: [{ key: "question", title: "Question", kind: "text" }],
      rows: [],
      empty: "Every question has an answer.",
    },
  ],
  basis: {
    coverage: 0.9642857,
    gaps: ["Chat was not read on 2026-01-19."],
    policyVersion: "2026-01",
    runs: [14],
    inputWatermark: 88123,
    tracks: ["expert"],
    warnings: ["What is said by phone or in rooms that are not read is not here."],
  },
};

/** How a community goes, by months. */
export const trendsDocument: ReportDocument = {
  report: "trends",
  title: "Community trends: Ember",
  expertise: "ember",
  matter: "spaces",
  window: { from: "2025-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
  asOf: "2026-02-01T00:00:00.000Z",
  insight: "The number of active people neither rises nor falls clearly; May 2025 was not read.",
  figures: [figure("people", "People active in a month", "count", 57, 45, 52)],
  changes: [],
  sections: [
    {
      key: "months",
      title: "People by month",
      matter: "spaces",
      note: null,
      chart: {
        title: "People active in a month",
        description: "Thirteen months between 40 and 62 people. May 2025 was not read, January 2026 is not over.",
        draw: "months",
        points: months,
      },
      columns: [
        { key: "month", title: "Month", kind: "date" },
        { key: "people", title: "People", kind: "count" },
      ],
      rows: months.map(({ from, value }) => ({
        about: { ...nobody, expertise: "ember" },
        cells: [from, value],
        notes: [],
      })),
      empty: "No month was read.",
    },
    {
      key: "risers",
      title: "Who rises",
      matter: "people",
      note: "People whose months of activity grow more than chance would let them.",
      chart: {
        title: "Growth by month",
        description: "River grows most, by 3.2 signals a month.",
        draw: "bars",
        unit: "score",
        bars: [
          { name: "river", value: 3.2 },
          { name: "A name that is much too long for a picture", value: 1.4 },
          { name: "ash", value: 0.3 },
        ],
      },
      columns: [
        { key: "person", title: "Person", kind: "text" },
        { key: "growth", title: "Growth", kind: "score" },
        { key: "since", title: "Since", kind: "date" },
      ],
      rows: ["river", "A name that is much too long for a picture", "ash"].map((name, at) => ({
        about: { expertise: "ember", person: at + 1, region: null, alert: null },
        cells: [{ text: name, url: `/expertises/ember/people/${at + 1}` }, [3.2, 1.4, 0.3][at] ?? null, "2025-06-01"],
        notes: [],
      })),
      empty: "Nobody rises clearly.",
    },
  ],
  basis: {
    coverage: null,
    gaps: [],
    policyVersion: null,
    runs: [],
    inputWatermark: null,
    tracks: [],
    warnings: [],
  },
};

export const printLinks: PrintLinks = {
  base: "https://groundswell.example",
  unsubscribe: "https://groundswell.example/unsubscribe/7.c2lnbmVk",
};

/** The first edition of a document, unless said otherwise. */
export function edition(document: ReportDocument, more: Partial<Printable["edition"]> = {}): Printable {
  return { document, edition: { id: 12, revision: 1, revised: [], ...more } };
}

function figure(
  key: string,
  label: string,
  unit: "count" | "share" | "hours" | "score",
  now: number | null,
  before: number | null,
  lastYear: number | null,
) {
  return { ...{ key, label, unit, now, before, lastYear }, interval: null, better: null };
}
