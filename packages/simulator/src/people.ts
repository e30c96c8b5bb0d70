import { dayMs } from "@groundswell/model";
import { inventName, inventWord } from "./names.ts";
import { type Random, random } from "./random.ts";
import type { Instant, Role, Trap, WorldPerson } from "./world.ts";

const homes = [
  { timeZone: "Europe/Amsterdam", utcOffsetHours: 1, region: "Europe", languages: ["en", "fr", "de"], weight: 30 },
  { timeZone: "Europe/London", utcOffsetHours: 0, region: "Europe", languages: ["en"], weight: 14 },
  { timeZone: "America/New_York", utcOffsetHours: -5, region: "North America", languages: ["en", "fr"], weight: 20 },
  { timeZone: "America/Los_Angeles", utcOffsetHours: -8, region: "North America", languages: ["en", "es"], weight: 12 },
  { timeZone: "America/Sao_Paulo", utcOffsetHours: -3, region: "South America", languages: ["es"], weight: 8 },
  { timeZone: "Asia/Kolkata", utcOffsetHours: 5.5, region: "Asia", languages: ["en"], weight: 12 },
  { timeZone: "Asia/Tokyo", utcOffsetHours: 9, region: "Asia", languages: ["en"], weight: 6 },
  { timeZone: "Africa/Nairobi", utcOffsetHours: 3, region: "Africa", languages: ["en", "fr"], weight: 4 },
  { timeZone: "Australia/Sydney", utcOffsetHours: 10, region: "Oceania", languages: ["en"], weight: 4 },
] as const;

/** How many people of each role a world of that size has; the rest are regulars and newcomers. */
function roleCounts(people: number): Record<Exclude<Role, "regular" | "newcomer">, number> {
  const share = (part: number, least: number) => Math.max(least, Math.round(people * part));
  return {
    expert: Math.min(40, share(0.03, 6)),
    leader: Math.min(30, share(0.025, 5)),
    staff: Math.min(60, share(0.03, 4)),
    bot: 2,
    ring: 4,
    spammer: 1,
  };
}

function rolesInOrder(people: number): Role[] {
  const counts = roleCounts(people);
  const planted = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((role) =>
    Array.from({ length: counts[role] }, () => role as Role),
  );
  const rest = people - planted.length;
  if (rest < 20) throw new RangeError(`A world of ${people} people is too small for its roles: ask for at least 50.`);
  const regulars = Math.round(rest * 0.4);
  return [...planted, ...Array.from({ length: rest }, (_, i): Role => (i < regulars ? "regular" : "newcomer"))];
}

/** Ranks fall in even steps, so that the planted order is an order of quality and never a tie. */
const step = (rank: number, count: number, best: number, worst: number) =>
  best - ((best - worst) * rank) / Math.max(1, count - 1);

function abilities(role: Role, rank: number, count: number, random: Random) {
  if (role === "expert")
    return { skill: step(rank, count, 0.97, 0.72), activity: step(rank, count, 2.6, 0.9), leadership: 0 };
  if (role === "leader") {
    const leadership = step(rank, count, 0.97, 0.5);
    return { skill: 0.45 + random.float() * 0.15, activity: 2.4 * leadership, leadership };
  }
  if (role === "staff") return { skill: 0.7 + random.float() * 0.15, activity: 1, leadership: 0 };
  if (role === "spammer") return { skill: 0.02, activity: 0, leadership: 0 };
  if (role === "ring") return { skill: 0.2, activity: 0.3, leadership: 0 };
  if (role === "newcomer") return { skill: 0.1 + random.float() * 0.2, activity: 0.4, leadership: 0 };
  return { skill: 0.2 + random.float() * 0.35, activity: Math.exp(random.normal(-0.3, 0.7)), leadership: 0 };
}

function uniqueName(random: Random, taken: Set<string>): string {
  for (;;) {
    // After a clash the family name grows, so that a large world never hunts long for a free one.
    const name = inventName(random);
    const free = taken.has(name) ? `${name}${inventWord(random)}` : name;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}

/** The people of a world with their hidden roles and traps; accounts and focus come later. */
export function inventPeople(seed: number, count: number, from: Instant, asOf: Instant): WorldPerson[] {
  const chance = random(seed, "people");
  const taken = new Set<string>();
  const seen: Partial<Record<Role, number>> = {};
  const counts: Partial<Record<Role, number>> = roleCounts(count);
  const homeTable = homes.flatMap((home) => Array.from({ length: home.weight }, () => home));
  const people = rolesInOrder(count).map((role, index): WorldPerson => {
    const rank = seen[role] ?? 0;
    seen[role] = rank + 1;
    const home = chance.pick(homeTable);
    const lateJoiner = role === "newcomer" && chance.chance(0.7);
    return {
      id: `p${index + 1}`,
      name: uniqueName(chance, taken),
      role,
      traps: trapsOf(role),
      ...abilities(role, rank, counts[role] ?? 1, chance),
      ...{ timeZone: home.timeZone, utcOffsetHours: home.utcOffsetHours, region: home.region },
      place: `${inventWord(chance).replace(/^./, (c) => c.toUpperCase())}, ${home.region}`,
      language: chance.pick(home.languages),
      joinedAt: lateJoiner
        ? Math.floor((from + chance.float() * (asOf - from)) / 1000) * 1000
        : from - chance.int(30, 1500) * dayMs,
      accounts: [],
      focus: [],
    };
  });
  plantTraps(people, chance);
  return people;
}

function trapsOf(role: Role): Trap[] {
  if (role === "staff") return ["vendor-staff"];
  if (role === "bot") return ["bot"];
  if (role === "ring") return ["vote-ring"];
  return role === "spammer" ? ["volume-burst"] : [];
}

function plantTraps(people: WorldPerson[], random: Random): void {
  const regulars = random.shuffled(people.filter((p) => p.role === "regular"));
  const [first, second, ...others] = regulars;
  if (first && second) {
    second.name = first.name;
    first.traps.push("same-name");
    second.traps.push("same-name");
  }
  const deleted = Math.max(2, Math.round(people.length * 0.012));
  for (const person of others.slice(0, deleted)) person.traps.push("deleted-accounts");
  // The renamed one is an expert, so that losing half of the history shows in the order.
  people.filter((p) => p.role === "expert")[1]?.traps.push("renamed-handle");
}
