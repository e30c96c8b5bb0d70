import type { Policy } from "@groundswell/analytics";
import type { ActivityOfPerson, KindActivity } from "@groundswell/store";

/** What a person did under one activity type, in the shape of the program's own form. */
export type DossierActivity = {
  activity: string;
  /** At most 100 characters. */
  title: string;
  /** At most 1000 characters. */
  description: string;
  /** The first and the last day, in ISO. */
  date: string;
  dateEnd: string;
  /** Of the best item. */
  url: string | null;
  quantity: number;
  /** Views, where the source counts them for all of it; null is unknown. */
  reach: number | null;
};

const mostTitle = 100;
const mostDescription = 1000;

/** A number of signals of a kind: "1 answer", "12 pull requests". */
export function countOf(count: number, kind: string): string {
  return `${count.toLocaleString("en-US")} ${kind.replaceAll("-", " ")}${count === 1 ? "" : "s"}`;
}

/** Cuts text at so many characters, at a whole one. */
export function cutText(text: string, most: number): string {
  const characters = [...text];
  return text.length <= most ? text : `${cutTo(characters, most - 1)}…`;
}

function cutTo(characters: readonly string[], most: number): string {
  let text = "";
  for (const character of characters) {
    if (text.length + character.length > most) break;
    text += character;
  }
  return text;
}

/** Everything a person did in a window under the activity types of a policy, the largest quantity first. */
export function dossierActivities(
  { kinds: done, best }: Omit<ActivityOfPerson, "items">,
  policy: Policy,
): DossierActivity[] {
  const byActivity = new Map<string, KindActivity[]>();
  for (const one of done) {
    const activity = policy.activities[one.kind as keyof Policy["activities"]];
    if (activity !== undefined) byActivity.set(activity, [...(byActivity.get(activity) ?? []), one]);
  }
  const found = [...byActivity].map(([activity, kinds]) => {
    const { url = null, title = null } = best.get(activity) ?? {};
    return describe(activity, kinds, url, title);
  });
  return found.sort((a, b) => b.quantity - a.quantity || (a.activity < b.activity ? -1 : 1));
}

function describe(activity: string, kinds: KindActivity[], url: string | null, best: string | null): DossierActivity {
  const counts = kinds.map(({ count, kind }) => countOf(count, kind)).join(", ");
  const date = day(Math.min(...kinds.map(({ first }) => first.getTime())));
  const dateEnd = day(Math.max(...kinds.map(({ last }) => last.getTime())));
  const sentences = kinds.map(({ kind, count, votes, accepted, spaces }) => {
    const more = [
      ...(votes > 0 ? [countOf(votes, "vote")] : []),
      ...(accepted > 0 ? [`${accepted.toLocaleString("en-US")} accepted or merged`] : []),
      `in ${countOf(spaces, "space")}`,
    ];
    return `${countOf(count, kind)}: ${more.join(", ")}.`;
  });
  const bestSentence = best === null ? [] : [`Best: "${cutText(best, 200)}".`];
  return {
    activity,
    title: cutText(`${activity}: ${counts}`, mostTitle),
    description: cutText([`From ${date} to ${dateEnd}.`, ...sentences, ...bestSentence].join(" "), mostDescription),
    date,
    dateEnd,
    url,
    quantity: kinds.reduce((sum, { count }) => sum + count, 0),
    reach: kinds.some(({ views }) => views === null) ? null : kinds.reduce((sum, { views }) => sum + (views ?? 0), 0),
  };
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);
