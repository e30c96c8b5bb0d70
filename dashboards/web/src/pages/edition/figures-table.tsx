import type { ReportFigure } from "@groundswell/reports";
import { interval } from "../../parts/format.ts";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { sayMove, sayValue } from "./report-values.ts";

/** The numbers of a report beside those of the window before and of the same window a year earlier. */
export function FiguresTable({ figures }: { figures: readonly ReportFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="figures">
      <h2 id="figures">In figures</h2>
      <WideFrame label="Figures beside those before">
        <table className="data figure-table">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" className="number">
                Now
              </th>
              <th scope="col" className="number">
                Window before
              </th>
              <th scope="col" className="number">
                A year earlier
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.key}>
                <th scope="row">{figure.label}</th>
                <td className="number">
                  <b>{sayValue(figure.now, figure.unit)}</b>
                  <Interval figure={figure} />
                </td>
                <Then figure={figure} then={figure.before} />
                <Then figure={figure} then={figure.lastYear} />
              </tr>
            ))}
          </tbody>
        </table>
      </WideFrame>
    </section>
  );
}

function Interval({ figure }: { figure: ReportFigure }) {
  if (figure.interval === null) return null;
  const [lower, upper] = figure.interval;
  return <small title="95 % interval">{interval(lower, upper, (value) => sayValue(value, figure.unit))}</small>;
}

function Then({ figure, then }: { figure: ReportFigure; then: number | null }) {
  const move = sayMove(figure, then);
  return (
    <td className="number">
      {then === null ? <span className="unknown">unknown</span> : sayValue(then, figure.unit)}
      {move && (
        <small>
          {move.says}
          {move.isGood !== null && (
            <span className={move.isGood ? "moved-well" : "moved-ill"}>{move.isGood ? " better" : " worse"}</span>
          )}
        </small>
      )}
    </td>
  );
}
