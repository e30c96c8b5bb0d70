import { Instant } from "../../parts/instant.tsx";
import { ownZone } from "./zone-field.tsx";

/** The next times in the reader's zone, and that they are where the schedule has another. */
export function NextTimes({ times, tz }: { times: readonly string[]; tz: string }) {
  const own = ownZone();
  return (
    <div className="next-times">
      <ol>
        {times.map((at) => (
          <li key={at}>
            <Instant at={at} />
          </li>
        ))}
      </ol>
      {tz !== own && <p className="aside">Shown in your time zone, {own.replaceAll("_", " ")}.</p>}
    </div>
  );
}
