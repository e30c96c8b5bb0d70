import { describe, expect, test } from "vitest";
import {
  assignedTo,
  type CandidacyDeed,
  type CandidacyEvent,
  type CandidacyStage,
  candidacyStages,
  manualEvidence,
  refusedMove,
  stageMoves,
  stageOf,
  standingVotes,
  tallyVotes,
  unsettled,
} from "./candidacy.ts";

/** Events in their order, numbered from 1, all by one person unless told otherwise. */
function events(...deeds: (CandidacyDeed & { by?: string })[]): CandidacyEvent[] {
  return deeds.map(({ by = "ada", ...deed }, index) => ({
    id: index + 1,
    actor: by,
    at: new Date(index * 1000),
    reason: null,
    deed: deed as CandidacyDeed,
  }));
}

const move = (from: CandidacyStage, to: CandidacyStage): CandidacyDeed => ({ kind: "stage", from, to });
const vote = (by: string, value: "yes" | "no" | "abstain", conflict: string | null = null) =>
  ({ kind: "vote", vote: value, conflict, by }) as const;

describe("stages", () => {
  test("a candidacy that nobody moved is discovered", () => {
    expect(stageOf([])).toBe("discovered");
    expect(stageOf(events({ kind: "note", text: "saw a talk" }))).toBe("discovered");
  });

  test("every stage can be reached, and only a decision that is over leads out of review", () => {
    const reached = new Set<CandidacyStage>(["discovered"]);
    for (const stage of reached) for (const next of stageMoves[stage]) reached.add(next);
    expect([...reached].sort()).toEqual([...candidacyStages].sort());
    expect(Object.values(stageMoves).flat()).not.toContain("discovered");
  });

  test("a move that is not allowed says which are", () => {
    expect(refusedMove("shortlisted", "in-review")).toBeNull();
    expect(refusedMove("discovered", "awarded")).toBe(
      "A candidacy that is discovered cannot become awarded: it can become shortlisted, or the last move can be undone.",
    );
    expect(refusedMove("in-review", "in-review")).toBe("The candidacy is in review already.");
  });

  test("an undo takes back the last move that stands, and a second one the move before it", () => {
    const moved = [move("discovered", "shortlisted"), move("shortlisted", "in-review")];
    expect(stageOf(events(...moved))).toBe("in-review");
    expect(stageOf(events(...moved, { kind: "undo", undoes: 2 }))).toBe("shortlisted");
    expect(stageOf(events(...moved, { kind: "undo", undoes: 2 }, { kind: "undo", undoes: 1 }))).toBe("discovered");
  });

  test("it is assigned to whom it was assigned last", () => {
    expect(assignedTo([])).toBeNull();
    expect(assignedTo(events({ kind: "assign", to: "river" }, { kind: "assign", to: "brook" }))).toBe("brook");
  });
});

describe("votes", () => {
  test("of each voter the newest stands, and a vote with a conflict is shown and not counted", () => {
    const votes = standingVotes(
      events(
        move("shortlisted", "in-review"),
        vote("river", "no"),
        vote("brook", "yes", "same employer"),
        vote("river", "yes"),
      ),
    );
    expect(votes.map(({ actor, vote: value, counts }) => [actor, value, counts])).toEqual([
      ["brook", "yes", false],
      ["river", "yes", true],
    ]);
    expect(tallyVotes(votes)).toEqual({ yes: 1, no: 0, abstain: 0, notCounted: 1 });
  });

  test("votes of an earlier review stand no more when the renewal is due", () => {
    const review = [move("shortlisted", "in-review"), vote("river", "yes"), move("in-review", "nominated")];
    expect(standingVotes(events(...review))).toHaveLength(1);
    const renewal = [...review, move("nominated", "awarded"), move("awarded", "renewal-due")];
    expect(standingVotes(events(...renewal))).toEqual([]);
    expect(standingVotes(events(...renewal, { kind: "undo", undoes: 5 }))).toHaveLength(1);
  });
});

test("manual evidence names who wrote it down beside who vouches", () => {
  const [one] = manualEvidence(
    events({
      kind: "evidence",
      activity: "Mentorship",
      title: "Six newcomers",
      url: null,
      date: "2026-01-01",
      note: "weekly",
      vouchedBy: "river",
    }),
  );
  expect(one).toMatchObject({ activity: "Mentorship", vouchedBy: "river", by: "ada" });
  expect(one).not.toHaveProperty("kind");
});

describe("candidacies that came together", () => {
  const at = (id: number, ...deeds: CandidacyDeed[]) => ({ id, events: events(...deeds) });

  test("wait to be settled, and the one that was chosen goes on", () => {
    expect(unsettled([at(1), at(2)]).map(({ id }) => id)).toEqual([1, 2]);
    const settle: CandidacyDeed = { kind: "settle", into: 2 };
    expect(unsettled([at(1, settle), at(2, settle)]).map(({ id }) => id)).toEqual([2]);
  });

  test("can be settled anew, the other way", () => {
    const [two, one]: CandidacyDeed[] = [
      { kind: "settle", into: 2 },
      { kind: "settle", into: 1 },
    ];
    expect(
      unsettled([at(1, two as never, one as never), at(2, two as never, one as never)]).map(({ id }) => id),
    ).toEqual([1]);
  });

  test("stand on their own again when the persons are split", () => {
    expect(unsettled([at(1, { kind: "settle", into: 2 })]).map(({ id }) => id)).toEqual([1]);
  });
});
