import { inDocument, type Look, marginFor, tipLook } from "./look.ts";
import type { PlotLibrary } from "./palette.ts";

/** ISO instants, half open; null where the month was not read; provisional while it is not over. */
export type MonthPoint = { from: string; to: string; value: number | null; provisional: boolean };

type Bar = Omit<MonthPoint, "from" | "to"> & { from: Date; to: Date; point: MonthPoint };

/** Bars, because a month that was not read must be a hole: a line would bridge it. */
export function drawMonths(Plot: PlotLibrary, points: readonly MonthPoint[], look: Look<MonthPoint>): Element {
  const { width, palette, tip } = look;
  const bars: Bar[] = points.map((point) => ({
    ...{ from: new Date(point.from), to: new Date(point.to), point },
    ...{ value: point.value, provisional: point.provisional },
  }));
  const place = { x1: "from", x2: "to", y: "value", inset: 0.5, fill: palette.accent };
  return Plot.plot({
    ...inDocument(look),
    width,
    height: 180,
    marginLeft: marginFor(40, look),
    marginBottom: marginFor(26, look),
    x: { type: "utc", label: null },
    y: { label: null, grid: true, ticks: 4, nice: true, zero: true },
    marks: [
      Plot.rectY(bars, { ...place, filter: ({ value, provisional }: Bar) => value !== null && !provisional }),
      Plot.rectY(bars, {
        ...place,
        filter: ({ value, provisional }: Bar) => value !== null && provisional,
        fillOpacity: 0.35,
      }),
      Plot.ruleY([0], { stroke: palette.muted }),
      tip
        ? Plot.tip(
            bars,
            Plot.pointerX({
              x: (bar: Bar) => new Date((bar.from.getTime() + bar.to.getTime()) / 2),
              y: (bar: Bar) => bar.value ?? 0,
              title: ({ point }: Bar) => tip(point),
              ...tipLook(palette),
            }),
          )
        : null,
    ],
  });
}
