import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useExpertise } from "../../frame/expertise.ts";
import type { WindowName } from "../../place.ts";

type SpaceLinkProps = {
  space: string;
  window: WindowName;
  /** The part of its page that holds what a number counts. */
  hash?: "trend" | "health" | "threads" | "carried";
  children: ReactNode;
};

/** Leads to the page of a space. */
export function SpaceLink({ space, window, hash, children }: SpaceLinkProps) {
  const { slug } = useExpertise();
  const search = { space, window };
  return (
    <Link to="/expertises/$expertise/space" params={{ expertise: slug }} search={search} {...(hash ? { hash } : {})}>
      {children}
    </Link>
  );
}
