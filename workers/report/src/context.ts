import type { Http } from "@groundswell/connectors";
import type { Reader } from "@groundswell/reports";
import type { Store, User } from "@groundswell/store";

/** What building and delivering reports needs. */
export type ReportContext = {
  store: Store;
  now: () => Date;
  /** What a user may read at this moment; null where nothing any more. */
  readerOf: (user: User) => Reader | null;
  /** Where people reach the pages, without a path: for links and the names of messages. */
  publicUrl: string;
  /** The client with the guard against private networks, for Teams, Slack and webhooks. */
  http: Http;
  /** The folder that files are put under; null where none is set. */
  folder: string | null;
  /** Where mail goes out; null where none is set. */
  mail: { url: string; from: string } | null;
  /** What links to unsubscribe are signed with. */
  secret: string;
  /** The file of the policy to analyse by; null for the usual one. */
  policyFile: string | null;
};
