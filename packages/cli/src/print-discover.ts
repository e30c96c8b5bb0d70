import { describeWindow } from "@groundswell/analytics";
import type { DiscoverAnswer } from "@groundswell/reports";
import { number, print, printable, share, table } from "./output.ts";
import { wrap } from "./wrap.ts";

/** The spaces that nobody watches, best first, and how much of what links anywhere leads to them. */
export function printDiscover({ window, unwatched, total, decided, proposals }: DiscoverAnswer): void {
  const when = describeWindow({ from: new Date(window.from), to: new Date(window.to) });
  const { linking, rate, people } = unwatched;
  print(
    wrap(
      linking === 0
        ? `In ${when}, no signal links to a space other than its own.`
        : `In ${when}, ${share(rate)} of the ${number(linking)} signals that link to another space, by ${number(people.unwatched)} of ${number(people.linking)} people, lead to spaces that nobody watches.`,
    ),
  );
  print();
  if (proposals.length === 0) {
    print("No space is proposed.");
    return;
  }
  print(
    table(
      [
        { title: "", right: true },
        { title: "space", most: 48 },
        { title: "read by" },
        { title: "people", right: true },
        { title: "share", right: true },
        { title: "spaces", right: true },
        { title: "months", right: true },
        { title: "score", right: true },
        { title: "last" },
      ],
      proposals.map((one) => [
        String(one.rank),
        printable(one.key),
        one.identified,
        number(one.people),
        share(one.shareOfPeople),
        number(one.spaces),
        number(one.months),
        one.score.toFixed(1),
        one.decision === null ? one.last.slice(0, 10) : `${one.decision.deed}, ${one.decision.by}`,
      ]),
    ),
  );
  const more = total - decided - proposals.length;
  if (more > 0) print(`… and ${number(more)} more; --limit 0 shows all`);
  if (decided > 0) print(`${number(decided)} decided; --all shows them too`);
  print();
  print(
    wrap(
      '"groundswell discover accept <space>" watches one, "look" asks its host what could read it, "ignore" and "snooze" leave it.',
    ),
  );
}
