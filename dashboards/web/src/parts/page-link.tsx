import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import { WebLink } from "./web-link.tsx";

/** The path, where an address leads to one of these pages; null where it leads elsewhere, as `//elsewhere.example` does. */
export function pathInside(address: string): string | null {
  const here = "https://pages.invalid";
  if (!address.startsWith("/") || !URL.canParse(address, here)) return null;
  const { origin, pathname, search, hash } = new URL(address, here);
  return origin === here ? `${pathname}${search}${hash}` : null;
}

/** A link that an answer names: to one of these pages without loading them again, or to somebody else's site. Just its text where it is none. */
export function AnswerLink({ to, children }: { to: string | null; children: ReactNode }) {
  const router = useRouter();
  const path = to === null ? null : pathInside(to);
  if (path === null) return <WebLink to={to}>{children}</WebLink>;
  const go = (event: MouseEvent) => {
    // A new tab or window is the browser's to open.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ href: path });
  };
  return (
    <a href={path} onClick={go}>
      {children}
    </a>
  );
}
