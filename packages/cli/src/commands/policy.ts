import { loadPolicy } from "@groundswell/analyse";
import { type Cycle, cycleAt, cycleOf, type Policy, policyWindow, tracks } from "@groundswell/analytics";
import { dayMs, printWindow, readSettings } from "@groundswell/model";
import type { Command } from "commander";
import { now } from "../context.ts";
import { date } from "../options.ts";
import { type Column, print, printJson, table } from "../output.ts";

export function addPolicy(command: Command): void {
  const policy = command
    .command("policy")
    .description("What counts, how much, and when: the rules that scores are made by.")
    .addHelpText("after", "\nExample:\n  groundswell policy check policies/*.yaml");
  policy
    .command("check")
    .description("Check files and say what is wrong, with file, line and fix.")
    .argument("<file...>", "policy files")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell policy check policies/champions.yaml")
    .action((files: string[], { json }: { json?: true }) => {
      const read = files.map((file) => ({ file, policy: loadPolicy(file) }));
      if (json) printJson(read.map(({ file, policy: { version, program } }) => ({ file, version, program })));
      else
        for (const { file, policy: one } of read)
          print(`${file}: ${one.version} of ${one.program}, ${sizes(one)}, nothing wrong`);
    });
  policy
    .command("show")
    .description("Show what counts, the cycle that holds, and the next award.")
    .option("--policy <file>", "the policy (default: GROUNDSWELL_POLICY, or the MVP policy)")
    .option("--as-of <date>", "the day to look from (default: today in UTC)", date("--as-of"))
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell policy show --as-of 2016-09-01")
    .action(({ policy: file, asOf = now(), json }: { policy?: string; asOf?: Date; json?: true }) => {
      const one = loadPolicy(file ?? readSettings(process.env).policyFile);
      if (json) printJson(printable(one, asOf));
      else show(one, asOf);
    });
}

function printable(policy: Policy, asOf: Date) {
  const dates = cycleAt(policy, asOf);
  return {
    asOf: asOf.toISOString(),
    window: printWindow(policyWindow(policy, asOf)),
    cycle: cycleOf(policy, asOf),
    next: dates && {
      award: dates.award.toISOString(),
      closes: dates.closes.toISOString(),
      renewal: dates.renewal?.toISOString() ?? null,
    },
    policy,
  };
}

function show(policy: Policy, asOf: Date): void {
  const { from, to } = policyWindow(policy, asOf);
  const cycle = cycleOf(policy, asOf);
  const dates = cycleAt(policy, asOf);
  print(`${policy.program}, policy ${policy.version}, as of ${day(asOf)}`);
  print(`What counts is dated from ${day(from)} to the end of ${day(new Date(to.getTime() - dayMs))}, in UTC.`);
  print(cycle ? describeCycle(cycle) : "No cycle holds on that day.");
  print(
    dates
      ? `The next award is on ${day(dates.award)}; its review closes when ${day(dates.closes)} begins.`
      : "No award comes after that day.",
  );
  if (dates?.renewal) print(`Renewals are due on ${day(dates.renewal)}.`);
  const { activeMonths, platforms } = policy.evidenceFloor;
  print(`A rank takes activity in ${activeMonths} months of the window, or on ${platforms} platforms.`);
  print();
  print(table(columns, countedRows(policy)));
  print();
  print(table([{ title: "gate" }, { title: "what it does" }], Object.entries(policy.gates)));
}

function describeCycle({ from, until, awards, renewals, leadDays, termMonths }: Cycle): string {
  const time = [from ? `from ${from}` : "", until ? `until ${until}` : ""].filter(Boolean).join(" ");
  const given = awards === "monthly" ? "on the first of each month" : `on ${awards.join(", ")}`;
  const again = {
    never: "are for good",
    anniversary: `are due again ${termMonths} months later`,
  };
  return (
    `The cycle${time ? ` ${time}` : ""}: awards are given ${given}, reviews close ${leadDays} days before, and awards ` +
    `${typeof renewals === "string" ? again[renewals] : `are due again on ${renewals.join(", ")}, after ${termMonths} months at least`}.`
  );
}

const columns: Column[] = [
  { title: "track" },
  { title: "channel" },
  { title: "weight", right: true },
  { title: "kind" },
  { title: "in channel", right: true },
  { title: "base", right: true },
  { title: "without votes", right: true },
  { title: "if accepted", right: true },
  { title: "halved in days", right: true },
  { title: "week saturates at", right: true },
];

/** A row per track, channel and kind. */
function countedRows(policy: Policy): string[][] {
  return tracks.flatMap((track) =>
    Object.entries(policy.tracks[track].channels).flatMap(([channel, weight]) =>
      Object.entries(policy.channels[channel]?.kinds ?? {}).map(([kind, share]) => {
        const worth = policy.kinds[kind as keyof Policy["kinds"]];
        const { base, zeroVoteCredit, acceptedBonus, halfLifeDays, weeklySaturation } = worth ?? {};
        const numbers = [weight, share, base, zeroVoteCredit, acceptedBonus, halfLifeDays, weeklySaturation];
        const [ofTrack = "", ...ofKind] = numbers.map(String);
        return [track, channel, ofTrack, kind, ...ofKind];
      }),
    ),
  );
}

function sizes({ kinds, channels, cycles }: Policy): string {
  const many = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;
  const all = Object.keys(kinds).length;
  return `${many(all, "kind")} in ${many(Object.keys(channels).length, "channel")}, ${many(cycles.length, "cycle")}`;
}

const day = (instant: Date) => instant.toISOString().slice(0, 10);
