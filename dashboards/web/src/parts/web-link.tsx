import type { ReactNode } from "react";

/** The address, where it is one that a page may link to: absolute, http or https. Others (javascript:, data:) are null. */
export function linkable(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** A link to somebody else's site; just its text where the address cannot be linked to. */
export function WebLink({ to, children }: { to: string | null; children: ReactNode }) {
  const href = linkable(to);
  if (href === null) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
