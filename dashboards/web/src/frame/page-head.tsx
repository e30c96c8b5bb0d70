import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";

type PageHeadProps = { title: string; children?: ReactNode };

/**
 * The heading of a page, its title in the window, and where the keyboard goes when a link led here; the first page keeps the focus where
 * the browser puts it, so that Tab finds the skip link.
 */
export function PageHead({ title, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const came = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const here = useRouterState({ select: ({ location }) => location.pathname });
  // Read once: where somebody came from when this page was first drawn.
  const led = useRef(came !== undefined && came !== here);
  useEffect(() => {
    document.title = title === "Groundswell" ? title : `${title} · Groundswell`;
  }, [title]);
  useEffect(() => {
    if (led.current) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
