import type { Answer } from "@groundswell/server";
import { useId } from "react";
import { kindWord, percent } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Term } from "../../parts/term.tsx";
import { WebLink } from "../../parts/web-link.tsx";

type Preview = Answer["SourcePreviewAnswer"];
type ProposalChoiceProps = { preview: Preview; chosen: number; onChoose: (index: number) => void };

/** What a place is: the ways to read it, the surest first, and what the surest gives. */
export function ProposalChoice({ preview, chosen, onChoose }: ProposalChoiceProps) {
  const name = useId();
  return (
    <section className="panel" aria-label="What it is">
      <h2>What it is</h2>
      <fieldset className="proposals">
        <legend className="hidden">Ways to read it</legend>
        {preview.proposals.map((proposal, index) => (
          <label key={`${proposal.id} ${proposal.connector}`}>
            <input type="radio" name={name} checked={index === chosen} onChange={() => onChoose(index)} />
            <span>
              <b>{proposal.connector}</b> <small>{percent(proposal.confidence)} sure</small>
              <br />
              {proposal.why}
            </span>
          </label>
        ))}
      </fieldset>
      <h3>
        Its first <Term word="signal">signals</Term>
      </h3>
      {chosen !== 0 && <p className="aside">These were read in the surest way, not in the one that is chosen.</p>}
      {preview.nothing !== null && <p className="caveat">{preview.nothing}</p>}
      {preview.signals.length > 0 && <FirstSignals signals={preview.signals} />}
    </section>
  );
}

function FirstSignals({ signals }: Pick<Preview, "signals">) {
  return (
    <ul className="threads">
      {signals.map((signal, index) => (
        // A preview has no ids, and its order never changes.
        <li key={index}>
          <WebLink to={signal.url}>{signal.title ?? "without a title"}</WebLink>
          <small>
            {kindWord(signal.kind, 1)} in {signal.space}, <Instant at={signal.occurredAt} />
          </small>
        </li>
      ))}
    </ul>
  );
}
