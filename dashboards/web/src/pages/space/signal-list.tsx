import type { PublicSignal } from "@groundswell/reports";
import { kindWord } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { WebLink } from "../../parts/web-link.tsx";

/** Signals with their addresses, in the order they came in. */
export function SignalList({ signals }: { signals: readonly PublicSignal[] }) {
  return (
    <ol className="threads">
      {signals.map((signal) => (
        <li key={signal.id}>
          <WebLink to={signal.url}>{signal.title ?? signal.url ?? kindWord(signal.kind, 1)}</WebLink>
          <small>
            {kindWord(signal.kind, 1)}
            {signal.handle !== null && ` by ${signal.handle}`}, <Instant at={signal.occurredAt} />
          </small>
        </li>
      ))}
    </ol>
  );
}
