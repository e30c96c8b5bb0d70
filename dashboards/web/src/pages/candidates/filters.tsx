import type { PolicyAnswer } from "@groundswell/server";
import { type RefObject, useEffect, useId, useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { gateWord, stageWord } from "../../parts/people-words.ts";
import {
  type CandidateFilter,
  type CandidatesPlace,
  filtersUsed,
  firstCandidatesPlace,
  stages,
} from "../../place-people.ts";
import { useAnswer } from "../../use-answer.ts";

type FiltersProps = {
  place: CandidatesPlace;
  onFilter: (change: Partial<CandidateFilter>) => void;
  search: RefObject<HTMLInputElement | null>;
};

const noFilter: CandidateFilter = (({ track: _, ...filter }) => filter)(firstCandidatesPlace);

/** What the list is narrowed by; ranks stay what they are. */
export function Filters({ place, onFilter, search }: FiltersProps) {
  const { answer: policy } = useAnswer<PolicyAnswer>(expertisePath(useExpertise(), "policy"));
  const channels = policy?.tracks[place.track].channels.map(({ channel }) => channel) ?? [];
  const gates = policy?.gates.filter(({ action }) => action === "flag").map(({ gate }) => gate) ?? [];
  const used = filtersUsed(place);
  return (
    <search className="filters">
      <Text
        label="Search"
        value={place.search}
        hint="A name"
        onText={(text) => onFilter({ search: text })}
        input={search}
        live
      />
      <Text
        label="Region"
        value={place.region}
        hint="Any"
        choices={[...(policy?.regions.map(({ name }) => name) ?? []), "elsewhere", "unknown"]}
        onText={(region) => onFilter({ region })}
      />
      <Text
        label="Language"
        value={place.language}
        hint="Any"
        choices={["en", "unknown"]}
        onText={(language) => onFilter({ language })}
      />
      <Select label="Channel" value={place.channel} choices={channels} onChoose={(channel) => onFilter({ channel })} />
      <Select
        label="Stage"
        value={place.stage}
        choices={stages}
        word={(stage) => stageWord(stage as (typeof stages)[number])}
        onChoose={(stage) => onFilter({ stage: stage as CandidateFilter["stage"] })}
      />
      <Select
        label="To confirm"
        value={place.gate}
        choices={gates}
        word={gateWord}
        onChoose={(gate) => onFilter({ gate })}
      />
      <Select
        label="Active months"
        value={place.minEvidence === 0 ? "" : String(place.minEvidence)}
        choices={["2", "3", "6", "9", "12"]}
        word={(months) => `at least ${months}`}
        onChoose={(months) => onFilter({ minEvidence: Number(months) })}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={place.view === "hidden-gems"}
          onChange={(event) => onFilter({ view: event.target.checked ? "hidden-gems" : "" })}
        />{" "}
        Hidden gems
      </label>
      {used > 0 && (
        <button type="button" className="quiet" onClick={() => onFilter(noFilter)}>
          Clear {used === 1 ? "the filter" : `${used} filters`}
        </button>
      )}
    </search>
  );
}

type SelectProps = {
  label: string;
  value: string;
  choices: readonly string[];
  word?: (value: string) => string;
  onChoose: (value: string) => void;
};

function Select({ label, value, choices, word = (one) => one, onChoose }: SelectProps) {
  // What an address names is shown though this policy does not offer it: the API says what is wrong with it.
  const offered = value === "" || choices.includes(value) ? choices : [...choices, value];
  return (
    <label className="filter">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">Any</option>
        {offered.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

type TextProps = {
  label: string;
  value: string;
  hint: string;
  choices?: readonly string[];
  onText: (text: string) => void;
  input?: RefObject<HTMLInputElement | null>;
  /** Asked for while somebody writes, and not only after Enter. */
  live?: boolean;
};

const pauseMs = 300;

function Text({ label, value, hint, choices = [], onText, input, live = false }: TextProps) {
  const [written, setWritten] = useState(value);
  const list = useId();
  useEffect(() => setWritten(value), [value]);
  useEffect(() => {
    if (!live || written.trim() === value) return;
    const timer = setTimeout(() => onText(written.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [live, written, value, onText]);
  const done = () => written.trim() !== value && onText(written.trim());
  return (
    <label className="filter">
      <span>{label}</span>
      <input
        ref={input}
        type="search"
        placeholder={hint}
        maxLength={100}
        value={written}
        list={choices.length > 0 ? list : undefined}
        onChange={(event) => {
          setWritten(event.target.value);
          // Choosing from the list is choosing.
          if (choices.includes(event.target.value) || event.target.value === "") onText(event.target.value);
        }}
        onBlur={done}
        onKeyDown={(event) => event.key === "Enter" && done()}
      />
      {choices.length > 0 && (
        <datalist id={list}>
          {choices.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </label>
  );
}
