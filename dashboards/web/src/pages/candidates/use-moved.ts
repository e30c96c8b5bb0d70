import type { MovedPageAnswer } from "@groundswell/reports";
import type { AnalysedExpertise } from "../../frame/expertise.ts";
import { expertisePath } from "../../frame/expertise.ts";
import type { Track } from "../../place-people.ts";
import { usePages } from "./use-pages.ts";

/** Those moved aside so far, page after page. */
export function useMoved(expertise: AnalysedExpertise, track: Track) {
  const { pages, ...asked } = usePages<MovedPageAnswer>((after) =>
    expertisePath(expertise, "moved", { track, ...(after !== null && { after }) }),
  );
  const [first] = pages;
  return { ...asked, answer: first ? { ...first, moved: pages.flatMap(({ moved }) => moved) } : null };
}
