import type { CandidateRow as Candidate } from "@groundswell/reports";
import { type RefObject, useEffect, useRef } from "react";
import { PersonLink } from "../../parts/person-link.tsx";
import type { Track } from "../../place-people.ts";
import { CandidateRow } from "./candidate-row.tsx";
import { type KeyDeed, keyDeed } from "./keys.ts";

type CandidateListProps = {
  candidates: readonly Candidate[];
  track: Track;
  selected: ReadonlySet<number>;
  onSelect: (person: number, isSelected: boolean) => void;
  /** Whether single letters do anything. */
  isOn: boolean;
  search: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
};

/** The people in their order, walked through by keys. */
export function CandidateList(props: CandidateListProps) {
  const { candidates, track, selected, onSelect } = props;
  const list = useRef<HTMLOListElement>(null);
  useKeys(list, props);
  const largest = Math.max(0, ...candidates.map(({ score }) => score));
  const lastRank = Math.max(1, ...candidates.map(({ rankInterval, rank }) => rankInterval?.[1] ?? rank ?? 1));
  return (
    <ol className="candidates" ref={list}>
      {candidates.map((candidate) => (
        <CandidateRow
          key={candidate.person}
          candidate={candidate}
          largest={largest}
          lastRank={lastRank}
          isSelected={selected.has(candidate.person)}
          onSelect={(isSelected) => onSelect(candidate.person, isSelected)}
          link={(name) => (
            <PersonLink person={candidate.person} track={track}>
              {name}
            </PersonLink>
          )}
        />
      ))}
    </ol>
  );
}

const writing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog *";

function useKeys(list: RefObject<HTMLOListElement | null>, props: CandidateListProps): void {
  const last = useRef(props);
  last.current = props;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const deed = keyDeed(event, {
        isWriting: target?.matches(writing) ?? false,
        isInList: list.current?.contains(target) ?? false,
        isOn: last.current.isOn,
      });
      if (deed !== null && list.current && perform(deed, list.current, target, last.current)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [list]);
}

/** Does what a key means; false where there is nothing to do it to. */
function perform(deed: KeyDeed, list: Element, target: Element | null, props: CandidateListProps): boolean {
  const row = target?.closest<HTMLElement>(".candidate") ?? null;
  if (deed === "help") props.onHelp();
  else if (deed === "search") props.search.current?.focus();
  else if (deed === "select") {
    const person = Number(row?.dataset.person);
    if (!person) return false;
    props.onSelect(person, !props.selected.has(person));
  } else {
    const beside = deed === "next" ? row?.nextElementSibling : row?.previousElementSibling;
    const next = row ? beside : list.firstElementChild;
    next?.querySelector<HTMLElement>("h2 a")?.focus();
    return next !== null && next !== undefined;
  }
  return true;
}
