import type { CandidateRow } from "./candidate-page.ts";
import type { CsvColumn } from "./csv.ts";

/** The columns of the list of candidates as a table: what stands at their heads, and what in the cells. */
export const candidateColumns: readonly CsvColumn<CandidateRow>[] = [
  { title: "person", of: ({ person }) => person },
  { title: "name", of: ({ name }) => name },
  { title: "accounts", of: ({ accounts }) => accounts.map(({ platform, id }) => `${platform}:${id}`).join(" ") },
  { title: "handles", of: ({ accounts }) => accounts.flatMap(({ handle }) => handle ?? []).join(" ") },
  { title: "stage", of: ({ stage }) => stage ?? "discovered" },
  { title: "rank", of: ({ rank }) => rank },
  { title: "rankFrom", of: ({ rankInterval }) => rankInterval?.[0] ?? null },
  { title: "rankTo", of: ({ rankInterval }) => rankInterval?.[1] ?? null },
  { title: "score", of: ({ score }) => score },
  { title: "percentile", of: ({ percentile }) => percentile },
  { title: "activeMonths", of: ({ activeMonths }) => activeMonths },
  { title: "spaces", of: ({ breadth }) => breadth.spaces },
  { title: "region", of: ({ region }) => region },
  { title: "languages", of: ({ languages }) => languages.join(" ") },
  {
    title: "channels",
    of: ({ channels }) => channels.map(({ channel, contribution }) => `${channel}=${contribution}`).join(" "),
  },
  {
    title: "terms",
    of: ({ terms }) => terms.map(({ kind, channel, contribution }) => `${channel}/${kind}=${contribution}`).join(" "),
  },
  { title: "flags", of: ({ flags }) => flags.map(({ flag }) => flag).join(" ") },
  { title: "gates", of: ({ gates }) => gates.map(({ gate }) => gate).join(" ") },
  { title: "months", of: ({ months }) => months.join(" ") },
  { title: "hiddenGem", of: ({ hiddenGem }) => hiddenGem?.why ?? null },
];
