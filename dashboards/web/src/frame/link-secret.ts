import { useLocation } from "@tanstack/react-router";

/** The secret of a link that was sent to one person. It stands behind the #, which browsers tell nobody. */
export function useLinkSecret(): string {
  return useLocation().hash;
}
