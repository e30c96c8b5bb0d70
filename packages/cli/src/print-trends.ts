import type { RisingPerson } from "@groundswell/analytics";
import type { TrendAnswer, TrendPoint, TrendsAnswer } from "@groundswell/reports";
import colors from "picocolors";
import { number, print, printable, share, table } from "./output.ts";

const bars = "▁▂▃▄▅▆▇█";
const shownMonths = 36;
const order = ["rising", "falling", "silent", "steady", "insufficient"];

/** The sentence, the series with what rises and falls first, and what changed in them. */
export function printTrends(answer: TrendsAnswer, limit: number): void {
  if (answer.by === "people") printRising(answer, limit);
  else printSeries(answer, limit);
}

function printSeries(answer: TrendsAnswer, limit: number): void {
  const people = answer.series.filter(({ unit }) => unit === "people");
  const whole = people.filter(({ of }) => of === "expertise");
  const parts = people.filter(({ of }) => of !== "expertise").sort(byNews);
  const shown = limit === 0 ? parts : parts.slice(0, limit);
  const rows = [...whole, ...shown];
  print(sentence(answer));
  print();
  printTable(answer, rows);
  if (parts.length > shown.length) print(`… and ${number(parts.length - shown.length)} more; --limit 0 prints all`);
  const notes = rows.flatMap(notesOf);
  if (notes.length > 0) print();
  for (const note of notes) print(note);
  print();
  print(
    `months ${answer.window.from.slice(0, 7)} to ${lastMonth(answer)}${provisionalOf(answer)} · a dot is a month with nobody, a gap one that was not read`,
  );
  print(
    `the whole counts the ${answer.likeForLike.spaces} of ${answer.likeForLike.of} spaces that were read throughout · coverage ${share(answer.coverage.rate)} · run ${answer.run.id}`,
  );
}

/** What is claimed, in one sentence: of what was tested, how much rises and falls, and what was not tested. */
export function sentence({ by, series, falseDiscoveryRate }: TrendsAnswer): string {
  const parts = series.filter(({ of, unit }) => of !== "expertise" && unit === "people");
  const count = (direction: string) => parts.filter((one) => one.direction === direction).length;
  const noun = `${by}${parts.length === 1 ? "" : "s"}`;
  const [rising, falling, untold] = [count("rising"), count("falling"), count("insufficient")];
  const rate = `at a false-discovery rate of ${Math.round(100 * falseDiscoveryRate)} %`;
  const claim =
    rising + falling === 0
      ? `none is found to rise or fall in active people ${rate}`
      : `${rising} ${rising === 1 ? "is" : "are"} rising and ${falling} falling in active people ${rate}`;
  const silent = parts.filter(({ silentSince }) => silentSince !== null).length;
  const why = silent > 0 ? `, ${silent} of them silent or no longer read` : "";
  return `Of ${number(parts.length)} ${noun}, ${claim}; ${count("steady")} show no trend and ${untold} have too little to tell${why}.`;
}

/** A line of bars up to the largest value; nothing is a dot, a month that was not read a gap, and one that has not ended is left out. */
export function sparkline(points: readonly TrendPoint[]): string {
  const ended = points.filter(({ provisional }) => !provisional).slice(-shownMonths);
  const most = Math.max(1, ...ended.map(({ value }) => value ?? 0));
  return ended
    .map(({ value }) => (value === null ? " " : (bars[Math.ceil((value / most) * bars.length) - 1] ?? "·")))
    .join("");
}

function printTable(answer: TrendsAnswer, rows: TrendAnswer[]): void {
  const events = new Map(
    answer.series.filter(({ unit }) => unit === "events").map((one) => [`${one.of} ${one.key}`, one]),
  );
  print(
    table(
      [
        { title: answer.by, most: 32 },
        { title: "people a month", most: shownMonths },
        { title: "mean", right: true },
        { title: "a year", right: true },
        { title: "q", right: true },
        { title: "people" },
        { title: "signals" },
        { title: "year on year", right: true },
      ],
      rows.map((one) => [
        one.name,
        sparkline(one.points),
        one.mean === null ? "–" : one.mean.toFixed(1),
        one.slopePerMonth === null ? "–" : signed(12 * one.slopePerMonth, 1),
        one.q === null ? "–" : one.q < 0.001 ? "<.001" : one.q.toFixed(3).replace(/^0/, ""),
        word(one),
        word(events.get(`${one.of} ${one.key}`)),
        one.yearOnYear === null ? "–" : `${signed(100 * one.yearOnYear.change, 0)} %`,
      ]),
    ),
  );
}

function notesOf({ name, changes, alerts, why, direction }: TrendAnswer): string[] {
  const said = [
    ...(why !== null && (direction === "steady" || /silent|reading/.test(why)) ? [why] : []),
    ...changes.slice(-2).map((note) => note.why),
    ...alerts.slice(-1).map((note) => note.why),
  ];
  return said.length === 0 ? [] : [`${colors.bold(printable(name))}: ${said.map(printable).join("; ")}`];
}

function printRising({ people, asOf }: TrendsAnswer, limit: number): void {
  const shown: RisingPerson[] = limit === 0 ? people : people.slice(0, limit);
  print(
    `In the weeks before ${asOf.slice(0, 10)}, ${number(people.length)} ${people.length === 1 ? "person does" : "people do"} at least half as much again as somebody steady would. For leads: a reason to look, no judgement.`,
  );
  print();
  print(
    table(
      [
        { title: "person", right: true },
        { title: "signals of the year", right: true },
        { title: "days", right: true },
        { title: "recent against usual", right: true },
      ],
      shown.map(({ person, events, activeDays, times }) => [
        String(person),
        number(events),
        number(activeDays),
        `${times.toFixed(1)} ×`,
      ]),
    ),
  );
  if (people.length > shown.length) print(`… and ${number(people.length - shown.length)} more; --limit 0 prints all`);
}

/** What rises and falls first, the largest change before others; then what fell silent; then the rest by size. */
function byNews(a: TrendAnswer, b: TrendAnswer): number {
  const size = ({ slopePerMonth, mean }: TrendAnswer) => Math.abs(slopePerMonth ?? 0) / Math.max(mean ?? 0, 1e-9);
  return (
    order.indexOf(standing(a)) - order.indexOf(standing(b)) ||
    (a.direction === "rising" || a.direction === "falling" ? size(b) - size(a) : (b.mean ?? 0) - (a.mean ?? 0)) ||
    (a.key < b.key ? -1 : 1)
  );
}

const standing = ({ direction, silentSince }: TrendAnswer) => (silentSince === null ? direction : "silent");

function word(one: TrendAnswer | undefined): string {
  if (!one) return "–";
  if (one.silentSince !== null) return `silent ${one.silentSince}`;
  const words = { rising: "↑ rising", falling: "↓ falling", steady: "steady", insufficient: "–" };
  return words[one.direction];
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

function lastMonth({ series }: TrendsAnswer): string {
  return series[0]?.points.findLast(({ provisional }) => !provisional)?.from.slice(0, 7) ?? "–";
}

function provisionalOf({ series }: TrendsAnswer): string {
  const month = series[0]?.points.find(({ provisional }) => provisional);
  return month ? `; ${month.from.slice(0, 7)} has not ended and is not tested` : "";
}
