import type { ReactNode } from "react";

/** Where a wide table scrolls by itself; reached by keyboard, so that it can be scrolled by it. */
export function WideFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="table-frame" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
