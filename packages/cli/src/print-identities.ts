import type { HistoryAnswer, PersonsAnswer, ProposalsAnswer, RankEffect, RegistriesAnswer } from "@groundswell/reports";
import { describeAccounts } from "./decided.ts";
import { number, print, printable, table } from "./output.ts";

/** Persons with their accounts and the links between them. */
export function printPersons({ persons }: PersonsAnswer): void {
  if (persons.length === 0) {
    print('No person has several accounts yet: "groundswell analyse" links those that evidence joins.');
    return;
  }
  for (const { person, name, locked, accounts, links } of persons) {
    print(printable(`Person ${person}, ${name ?? "without a name"}${locked ? `, locked by ${locked.by}` : ""}`));
    print(printable(`  accounts: ${describeAccounts({ accounts })}`));
    for (const { a, b, method, status, confidence, reasons, by } of links) {
      const why = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
      print(printable(`  ${status} ${a} and ${b} by ${by}, ${method} ${confidence.toFixed(2)}${why}`));
    }
    print();
  }
  print(`${number(persons.length)} ${persons.length === 1 ? "person" : "persons"}.`);
}

/** Proposals with what speaks for and against each, and what it would change. */
export function printProposals({ proposals }: ProposalsAnswer): void {
  if (proposals.length === 0) {
    print("Nothing is proposed: no evidence waits for a decision.");
    return;
  }
  for (const { id, a, b, confidence, reasons, against, persons, effect } of proposals) {
    print(printable(`${id}  ${a} and ${b}, confidence ${confidence.toFixed(2)}`));
    for (const person of persons)
      print(printable(`  person ${person.person}, ${person.name ?? "without a name"}: ${describeAccounts(person)}`));
    for (const reason of reasons) print(printable(`  for: ${reason}`));
    for (const reason of against) print(printable(`  against: ${reason}`));
    for (const one of effect) print(`  would change: ${describeEffect(one)}`);
    if (effect.length === 0) print("  would change no rank");
    print();
  }
  print("Decide with: groundswell identities accept <id>, reject <id>, or snooze <id> --until <date>");
}

function describeEffect({ expertise, track, now, joined }: RankEffect): string {
  const ranks = now.map(({ rank }) => rank ?? "none").join(" and ");
  return `${expertise}, ${track}: ranks ${ranks} become ${joined.rank ?? "none"} (score ${joined.score.toFixed(1)})`;
}

/** Registries, by name. */
export function printRegistries({ registries }: RegistriesAnswer): void {
  if (registries.length === 0) {
    print('No registry is kept yet: "groundswell identities import <file>" reads one.');
    return;
  }
  const rights = ["entries", "joined", "proposed"].map((title) => ({ title, right: true }));
  print(
    table(
      [{ title: "name" }, { title: "lists" }, ...rights, { title: "read at" }],
      registries.map(({ name, kind, entries, links, readAt }) => [
        ...[name, kind, number(entries), number(links.accepted), number(links.proposed)],
        readAt.slice(0, 16).replace("T", " "),
      ]),
    ),
  );
}

/** Decisions, the newest first. */
export function printHistory({ decisions }: HistoryAnswer): void {
  if (decisions.length === 0) {
    print("Nothing has been decided yet.");
    return;
  }
  print(
    table(
      [
        { title: "", right: true },
        { title: "at" },
        { title: "by", most: 20 },
        { title: "decision" },
        { title: "about", most: 60 },
        { title: "moved", right: true },
        { title: "holds" },
        { title: "reason", most: 40 },
      ],
      decisions.map(({ id, at, by, kind, person, accounts, undoes, moved, stands, reason }) => [
        String(id),
        at.slice(0, 16).replace("T", " "),
        by,
        undoes === null ? kind : `${kind} of ${undoes}`,
        person === null ? accounts.join(" and ") : `person ${person}`,
        number(moved.length),
        stands ? "yes" : "no",
        reason ?? "",
      ]),
    ),
  );
}
