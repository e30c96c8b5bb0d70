import type { PersonActivity } from "@groundswell/reports";
import { kindWord, number } from "../../parts/format.ts";
import { WideFrame } from "../../parts/wide-frame.tsx";
import type { Behind } from "./behind.ts";
import { HeatStrip } from "./heat-strip.tsx";

type ContributionsSectionProps = { activity: PersonActivity; onBehind: (behind: Behind) => void };

/** What somebody did: when, of which kind and where. Every number opens its signals. */
export function ContributionsSection({ activity, onBehind }: ContributionsSectionProps) {
  const { kinds, spaces, cells, days } = activity;
  const countOf = new Map(cells.map(({ kind, space, events }) => [`${kind} ${space}`, events]));
  return (
    <>
      <HeatStrip strip={days} />
      <WideFrame label="Contributions by space and kind">
        <table className="data contributions">
          <caption className="hidden">Contributions in the window, by space and kind</caption>
          <thead>
            <tr>
              <th scope="col">Space</th>
              {kinds.map(({ kind }) => (
                <th key={kind} scope="col" className="number">
                  <span className={`swatch kind-${kind}`} />
                  {kindWord(kind)}
                </th>
              ))}
              <th scope="col" className="number">
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {spaces.map(({ key, name, events }) => (
              <tr key={key}>
                <th scope="row" className="names-row">
                  {name} <small>{key}</small>
                </th>
                {kinds.map(({ kind }) => (
                  <td key={kind} className="number">
                    <CountButton
                      count={countOf.get(`${kind} ${key}`) ?? 0}
                      behind={{ title: `${kindWord(kind)} in ${name}`, kind, space: key }}
                      onBehind={onBehind}
                    />
                  </td>
                ))}
                <td className="number">
                  <CountButton
                    count={events}
                    behind={{ title: `Everything in ${name}`, kind: null, space: key }}
                    onBehind={onBehind}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              {kinds.map(({ kind, events }) => (
                <td key={kind} className="number">
                  <CountButton
                    count={events}
                    behind={{ title: `All ${kindWord(kind)}`, kind, space: null }}
                    onBehind={onBehind}
                  />
                </td>
              ))}
              <td className="number">
                <CountButton
                  count={kinds.reduce((sum, { events }) => sum + events, 0)}
                  behind={{ title: "Everything in the window", kind: null, space: null }}
                  onBehind={onBehind}
                />
              </td>
            </tr>
          </tfoot>
        </table>
      </WideFrame>
    </>
  );
}

type CountButtonProps = { count: number; behind: Behind; onBehind: (behind: Behind) => void };

function CountButton({ count, behind, onBehind }: CountButtonProps) {
  if (count === 0) return <span className="unknown">0</span>;
  return (
    <button type="button" className="drill" onClick={() => onBehind(behind)}>
      {number(count)}
      <span className="hidden"> {behind.title}: show the signals</span>
    </button>
  );
}
