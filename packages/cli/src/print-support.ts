import { describeWindow } from "@groundswell/analytics";
import type { SupportListAnswer } from "@groundswell/reports";
import { number, print, printable, share } from "./output.ts";
import { wrap } from "./wrap.ts";

/** Where support is lacking: each space with its reasons, how its need adds up, whom it reaches, and the threads that wait. */
export function printSupport(answer: SupportListAnswer, limit: number): void {
  const { by, spaces, insufficient, coverage, run } = answer;
  const window = describeWindow({ from: new Date(answer.window.from), to: new Date(answer.window.to) });
  const shown = limit === 0 ? spaces : spaces.slice(0, limit);
  const what = by === "need" ? "by unmet need, in threads" : "by the people whom support would reach";
  print(
    wrap(
      spaces.length === 0
        ? `In ${window}, no space with enough threads to tell is in need of support.`
        : `Where support is lacking in ${window}, ${what}:`,
    ),
  );
  for (const space of shown) {
    const { rank, reachRank, need, parts, reach } = space;
    print();
    print(`${by === "need" ? rank : reachRank}. ${printable(space.name)} (${space.key})`);
    for (const reason of space.reasons) print(wrap(`- ${reason}`, { first: 3, indent: 5 }));
    const sum = parts.filter((part) => part.need > 0).map((part) => `${part.part} ${part.need.toFixed(1)}`);
    print(wrap(`need ${(need ?? 0).toFixed(1)} = ${sum.join(" + ")}`, { first: 3, indent: 5 }));
    const views = reach.views === null ? "" : `, ${number(reach.views)} views`;
    print(
      wrap(`reach: ${number(reach.people)} people, ${number(reach.askers)} of them asked${views}`, {
        first: 3,
        indent: 5,
      }),
    );
    for (const { ageDays, title, url } of space.waiting)
      print(wrap(`${ageDays} days: ${title ?? "(no title)"} ${url ?? ""}`, { first: 3, indent: 5 }));
  }
  print();
  if (shown.length < spaces.length) print(`… and ${number(spaces.length - shown.length)} more spaces in need`);
  if (insufficient.length > 0)
    print(wrap(`${number(insufficient.length)} spaces have too few threads to tell: fewer than 10 of seven days.`));
  print(`coverage ${share(coverage.rate)} of what should have been read · run ${run.id}, policy ${run.policyVersion}`);
}
