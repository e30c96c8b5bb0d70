import { documentFor, type Reader, type ReportDocument, reports } from "@groundswell/reports";
import {
  type EditionHead,
  editionDocuments,
  findEdition,
  listEditions,
  type Store,
  saysWords,
  wordsOf,
} from "@groundswell/store";
import type { EditionHeadAnswer } from "../answers-reports.ts";
import { RequestError } from "../problem.ts";

/** What part of the editions is asked for; null is all. */
export type EditionsAsked = {
  report: string | null;
  expertise: string | null;
  search: string | null;
  /** Only editions before the one of this number. */
  after: number | null;
  limit: number;
};

/** So many are looked through for one answer: what is behind them comes with the next. */
const mostLookedAt = 400;

/**
 * The editions that somebody may read, the newest first, as heads. What a search may find is what they would be shown: where that is not all of it,
 * their part of each is searched, so that no name is learned by what was found.
 * @returns `next` is what to give as `after` for those behind these; null at the end
 */
export async function readableEditions(
  store: Store,
  reader: Reader,
  { report, expertise, search, after, limit }: EditionsAsked,
): Promise<{ editions: EditionHead[]; next: number | null }> {
  const seen = reader.expertises === "all" ? null : [...reader.expertises];
  if (expertise !== null && seen !== null && !seen.includes(expertise)) return { editions: [], next: null };
  const names = reports.filter((one) => reader.matters.includes(one.matter)).map((one): string => one.name);
  const seesAll = reader.matters.length === 3 && seen === null && reader.regions === "all";
  const asked = {
    reports: report === null ? names : names.filter((name) => name === report),
    expertises: expertise === null ? seen : [expertise],
    words: seesAll ? search : null,
  };
  const found: EditionHead[] = [];
  let before = after;
  for (let looked = 0; looked < mostLookedAt; ) {
    const heads = await listEditions(store, { ...asked, before, limit: limit + 1 });
    for (const head of seesAll ? heads : await readable(store, reader, heads, search)) {
      if (found.length === limit) return { editions: found, next: found.at(-1)?.id ?? null };
      found.push(head);
    }
    before = heads.at(-1)?.id ?? before;
    looked += heads.length;
    if (heads.length <= limit) return { editions: found, next: null };
  }
  return { editions: found, next: before };
}

async function readable(
  store: Store,
  reader: Reader,
  heads: readonly EditionHead[],
  search: string | null,
): Promise<EditionHead[]> {
  const documents = await editionDocuments(
    store,
    heads.map(({ id }) => id),
  );
  const parts = heads.flatMap((head) => {
    const document = documents.get(head.id) as ReportDocument | undefined;
    const part = document ? documentFor(document, reader) : null;
    return part === null ? [] : [{ head, part }];
  });
  if (search === null || parts.length === 0) return parts.map(({ head }) => head);
  const texts = parts.map(({ part }) => wordsOf(part));
  const says = await saysWords(store, texts, search);
  return parts.flatMap(({ head }, at) => (says[at] ? [head] : []));
}

/**
 * An edition, with what somebody may have of it.
 * @throws RequestError in the same words whether there is none or it is somebody else's business
 */
export async function requireEdition(store: Store, reader: Reader, id: number) {
  const edition = await findEdition(store, id);
  const document = edition && documentFor(edition.document as ReportDocument, reader);
  if (edition && document) return { edition, document };
  throw new RequestError(404, `There is no edition ${id}: the list of editions shows those that you may read.`);
}

/** A head as it is answered; an edition's document is no part of it. */
export function headAnswer(edition: EditionHead): EditionHeadAnswer {
  const { id, report, expertise, cadence, window, revision, title, insight, sha256, revised, builtAt } = edition;
  return {
    ...{
      id,
      report: report as EditionHeadAnswer["report"],
      expertise,
      cadence: cadence as EditionHeadAnswer["cadence"],
    },
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    ...{ revision, title, insight, sha256, revised, builtAt: builtAt.toISOString() },
  };
}
