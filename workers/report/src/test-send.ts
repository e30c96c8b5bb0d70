import { randomUUID } from "node:crypto";
import { ConfigError } from "@groundswell/model";
import { findReport, type Printable, type Reader, type ReportDocument } from "@groundswell/reports";
import { findEdition, listEditions, listExpertises, mutesOf, type User, type Wish } from "@groundswell/store";
import type { ReportContext } from "./context.ts";
import type { Outcome, Parcel } from "./parcel.ts";
import { previewReport } from "./preview.ts";
import { senders } from "./send-message.ts";
import { partFor } from "./what-to-send.ts";

/** What is tried, and where it goes. */
export type TestSend = Pick<
  Wish,
  "report" | "expertise" | "channel" | "target" | "withoutPeople" | "formats" | "watch"
> & {
  /** What a webhook is signed with; null for the others. */
  secret: string | null;
  /** Where the subscription is ended; null where there is none yet. */
  unsubscribe: string | null;
};

const mostLookedAt = 20;

/**
 * Sends somebody a report now, marked as a test: the newest edition of which they may read something, or a preview where there is none. It goes
 * past the outbox, and so is tried once and listed nowhere.
 * @throws ConfigError where there is nothing to send
 */
export async function sendTest(context: ReportContext, user: User, wish: TestSend): Promise<Outcome> {
  const { channel, target, secret, formats, unsubscribe } = wish;
  if (channel === "feed") throw new ConfigError("A feed is fetched, and not sent: open its address.");
  const reader = user.disabledAt === null ? context.readerOf(user) : null;
  if (reader === null) throw new ConfigError(`${user.email} is disabled and can be sent nothing.`);
  const issue = await issueFor(context, user, reader, wish);
  const parcel: Parcel = {
    ...{ key: `test-${randomUUID()}`, at: context.now(), issues: [marked(issue)] },
    ...{ to: user.email, target, secret, formats },
    links: { base: context.publicUrl, unsubscribe },
  };
  return senders[channel](context, parcel);
}

function marked({ document, edition }: Printable): Printable {
  return { document: { ...document, title: `Test: ${document.title}` }, edition };
}

async function issueFor(context: ReportContext, user: User, reader: Reader, wish: TestSend): Promise<Printable> {
  const { store, now } = context;
  const { report: name, expertise } = wish;
  const report = findReport(name);
  const mutes = await mutesOf(store, user.id, now());
  const partOf = (document: unknown) => partFor(document as ReportDocument, reader, wish, mutes);
  const slugs = expertise === null ? null : [expertise];
  const asked = { reports: [name], expertises: slugs, words: null, before: null, limit: mostLookedAt };
  for (const { id } of await listEditions(store, asked)) {
    const edition = await findEdition(store, id);
    const document = edition && partOf(edition.document);
    if (edition && document) return { document, edition: { id, revision: edition.revision, revised: edition.revised } };
  }
  const known = (await listExpertises(store)).map(({ slug }) => slug);
  const readable = known.filter((slug) => reader.expertises === "all" || reader.expertises.includes(slug));
  const of = report.of === "all" ? null : (expertise ?? readable[0] ?? null);
  const preview =
    report.of === "expertise" && of === null
      ? null
      : await previewReport(context, { report: name, expertise: of, cadence: null, at: now() });
  const document = preview?.document ? partOf(preview.document) : null;
  if (document) return { document, edition: { id: null, revision: 1, revised: [] } };
  throw new ConfigError(`There is nothing of the report "${name}" that ${user.email} may read at this moment.`);
}
