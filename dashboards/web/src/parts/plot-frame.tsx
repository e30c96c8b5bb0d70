import * as Plot from "@observablehq/plot";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Draws a picture of that width in pixels with the library that it is given. */
export type Draw = (plot: typeof Plot, width: number) => Element;

/** Where a picture is drawn, anew when its width changes. Loaded with its library, on the first picture. */
export function PlotFrame({ draw }: { draw: Draw }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const drawn = draw(Plot, width);
    // Plot brings its few rules as an inline style sheet, which the server's policy refuses; ours stand in styles/charts.css.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    frame.current.replaceChildren(drawn);
    return () => drawn.remove();
  }, [draw, width]);
  return <div ref={frame} aria-hidden="true" />;
}

function useWidth(frame: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(Math.round(element.getBoundingClientRect().width));
    // The observer first tells after a frame; a page in the background would keep an empty chart.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
