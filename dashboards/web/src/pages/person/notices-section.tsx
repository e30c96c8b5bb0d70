import type { PersonPageAnswer, PersonTrack, WrongDataMark } from "@groundswell/reports";
import { Instant } from "../../parts/instant.tsx";
import { flagWord, gateWord } from "../../parts/people-words.ts";
import { Term } from "../../parts/term.tsx";
import { WebLink } from "../../parts/web-link.tsx";

type NoticesSectionProps = Pick<PersonPageAnswer, "gates" | "wellbeing" | "wrongData" | "periods"> & {
  flags: PersonTrack["flags"];
  /** Null for who may close no report. */
  onResolve: ((mark: WrongDataMark) => void) | null;
};

/** Reasons to look twice, what a person has to confirm, and what somebody reported. Nothing of it lowers a score. */
export function NoticesSection({ flags, gates, wellbeing, wrongData, periods, onResolve }: NoticesSectionProps) {
  if (flags.length + gates.length + wrongData.length + periods.length === 0 && wellbeing === null)
    return <p className="aside">Nothing speaks for looking twice, and no gate stands.</p>;
  return (
    <>
      {wellbeing !== null && <p className="caveat">{wellbeing}</p>}
      {flags.length > 0 && (
        <>
          <h3>
            <Term word="flag">Flags</Term>
          </h3>
          <ul className="notices">
            {flags.map(({ flag, why, check, evidence }) => (
              <li key={`${flag} ${why}`}>
                <b>{flagWord(flag)}</b>: {why}
                <p>
                  <b>Counter-check:</b> {check}
                </p>
                <Evidence addresses={evidence} />
              </li>
            ))}
          </ul>
        </>
      )}
      {gates.length > 0 && (
        <>
          <h3>
            <Term word="gate">Gates</Term>
          </h3>
          <ul className="notices">
            {gates.map(({ gate, why, confirmBy }) => (
              <li key={gate}>
                <b>{gateWord(gate)}</b>: {why}
                <p>Ask {confirmBy}.</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {periods.length > 0 && (
        <>
          <h3>Who they worked for, and what their accounts were</h3>
          <ul className="notices">
            {periods.map(({ account, why, from, until, source, at }) => (
              <li key={`${account} ${why} ${from}`}>
                {account}: {why}, {from === null ? "always" : <Instant at={from} day />} to{" "}
                {until === null ? "now" : <Instant at={until} day />}
                <small>
                  says {source}, read <Instant at={at} day />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {wrongData.length > 0 && (
        <>
          <h3>Reported as wrong</h3>
          <ul className="notices">
            {wrongData.map((mark) => (
              <li key={mark.report}>
                {mark.subject}: {mark.why}
                <small>
                  report {mark.report}, <Instant at={mark.at} />
                </small>
                {onResolve && <ResolveButton mark={mark} onResolve={onResolve} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type ResolveButtonProps = { mark: WrongDataMark; onResolve: (mark: WrongDataMark) => void };

/** Opens the way to close a report. */
export function ResolveButton({ mark, onResolve }: ResolveButtonProps) {
  return (
    <button type="button" className="quiet" onClick={() => onResolve(mark)}>
      Resolve<span className="hidden"> report {mark.report}</span>
    </button>
  );
}

function Evidence({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <details>
      <summary>The signals that are meant ({addresses.length})</summary>
      <ul className="threads">
        {addresses.map((address) => (
          <li key={address}>
            <WebLink to={address}>{address}</WebLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
