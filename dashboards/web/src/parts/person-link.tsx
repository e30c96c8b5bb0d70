import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useExpertise } from "../frame/expertise.ts";
import type { Track } from "../place-people.ts";

type PersonLinkProps = { person: number; track?: Track; children: ReactNode };

/** Leads to the page of a person. */
export function PersonLink({ person, track = "expert", children }: PersonLinkProps) {
  const { slug } = useExpertise();
  return (
    <Link
      to="/expertises/$expertise/people/$person"
      params={{ expertise: slug, person: String(person) }}
      search={{ track }}
      preload={false}
    >
      {children}
    </Link>
  );
}
