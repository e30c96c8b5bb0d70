import { describeWindow, type LocaleShare } from "@groundswell/analytics";
import { englishName, type LocalesAnswer } from "@groundswell/reports";
import { number, print, share, table } from "./output.ts";
import { wrap } from "./wrap.ts";

/** How each region and language stands in the list, and which are on no first page. */
export function printLocales({ track, window, population, firstPage, regions, languages }: LocalesAnswer): void {
  const when = describeWindow({ from: new Date(window.from), to: new Date(window.to) });
  const who = track === "expert" ? "experts" : "community leaders";
  print(wrap(`Where the ${who} of ${when} are and what they write, of ${number(population)} active people:`));
  print();
  printGroups("region", regions, (name) => (/^[A-Z]{2}$/.test(name) ? englishName("region", name) : name));
  print();
  printGroups("first language", languages, (name) => englishName("language", name));
  // Of a group with less than one place by its share, having none says nothing.
  for (const [groups, nameOf] of [
    [regions, (name: string) => name],
    [languages, (name: string) => englishName("language", name)],
  ] as const)
    for (const { name, shareOfRanked, onFirstPage } of groups)
      if (name !== null && onFirstPage === 0 && (shareOfRanked ?? 0) * firstPage >= 1)
        print(
          wrap(`${nameOf(name)}: ${share(shareOfRanked)} of ranked people, none of the first ${number(firstPage)}.`),
        );
}

function printGroups(title: string, groups: readonly LocaleShare[], nameOf: (name: string) => string): void {
  print(
    table(
      [
        { title },
        { title: "people", right: true },
        { title: "ranked", right: true },
        { title: "share", right: true },
        { title: "page 1", right: true },
        { title: "share", right: true },
      ],
      groups.map(({ name, people, ranked, shareOfRanked, onFirstPage, shareOfFirstPage }) => [
        name === null ? "unknown" : nameOf(name),
        number(people),
        number(ranked),
        share(shareOfRanked),
        number(onFirstPage),
        share(shareOfFirstPage),
      ]),
    ),
  );
}
