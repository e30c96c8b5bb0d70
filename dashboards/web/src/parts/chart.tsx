import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import type { Draw } from "./plot-frame.tsx";

// The library is larger than the rest of a page, whose sentences and tables should not wait for it.
const PlotFrame = lazy(() => import("./plot-frame.tsx").then(({ PlotFrame }) => ({ default: PlotFrame })));

type ChartProps = {
  title: string;
  /** The picture in words, for who does not see it: what rises, what falls, the ends. */
  description: string;
  draw: Draw;
  /** The same values as a table. */
  twin: ReactNode;
};

/** A picture with its description, and its values as a table behind a button. */
export function Chart({ title, description, draw, twin }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          As a table
        </button>
      </figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="chart-twin" tabIndex={0} aria-label={`${title}, as a table`}>
          {twin}
        </section>
      ) : (
        <>
          <p id={id} className="hidden">
            {description}
          </p>
          <div className="chart-picture" role="img" aria-label={title} aria-describedby={id}>
            <Suspense>
              <PlotFrame draw={draw} />
            </Suspense>
          </div>
        </>
      )}
    </figure>
  );
}
