import type { AwardeesImported } from "@groundswell/analyse";
import type { QueueView } from "@groundswell/reports";
import type { Erased, LastDelivery, Webhook } from "@groundswell/store";

/** A type as JSON carries it: instants are texts. */
export type AsJson<T> = T extends Date
  ? string
  : T extends (infer One)[]
    ? AsJson<One>[]
    : T extends object
      ? { [Key in keyof T]: AsJson<T[Key]> }
      : T;

/** A job that was added to a queue, to be done by a worker. */
export type JobAnswer = { job: string };
export type ReplayAnswer = {
  /** The job that replays; null where only a look was asked for. */
  job: string | null;
  /** What would change, in counts; null where it was not only looked. */
  would: { pages: number; signals: number; added: number; changed: number; elsewhere: number; failed: number } | null;
  /** Whether the look came to the end of what is kept in its time. */
  whole: boolean;
};

/** A way to read a place, the surest first. */
export type ProposalPreview = {
  id: string;
  connector: string;
  options: Record<string, unknown>;
  why: string;
  /** 0..1 */
  confidence: number;
};
/** The first signals of the surest proposal, in the interchange format's words. */
export type SignalPreview = {
  kind: string;
  occurredAt: string;
  space: string;
  title: string | null;
  url: string | null;
};
export type SourcePreviewAnswer = {
  proposals: ProposalPreview[];
  signals: SignalPreview[];
  /** Why no signal is shown; null where some are. */
  nothing: string | null;
};
export type SourceAddedAnswer = { source: string };

export type QueuesAnswer = { queues: QueueView };
export type RetriedAnswer = { retried: number };

/** What became of pushed signals: `seen` were here already, `skipped` say why. */
export type PushAnswer = {
  source: string;
  pull: number;
  fetched: number;
  saved: number;
  seen: number;
  skipped: number;
  /** Why signals were skipped, with how many. */
  reasons: Record<string, number>;
  /** The first 100 that could not be understood, by line or item, counted from 1. */
  malformed: { position: string; reason: string }[];
};

export type WebhookAnswer = Omit<AsJson<Webhook>, "last"> & { last: AsJson<LastDelivery> | null };
export type WebhooksAnswer = { webhooks: WebhookAnswer[] };
export type WebhookAddedAnswer = { webhook: WebhookAnswer; secret: string };
export type WebhookTestedAnswer = { delivery: number; status: number | null; error: string | null };

export type UserAnswer = {
  id: string;
  name: string;
  email: string;
  role: "admin" | "lead" | "product" | "operator";
  expertises: string[];
  regions: string[];
  createdAt: string;
  disabledAt: string | null;
};
export type UsersAnswer = { users: UserAnswer[] };
/** A link that sets a password, behind the address of the pages: to be handed to its user; it works once, for a day. */
export type PasswordLinkAnswer = { path: string };
export type UserAddedAnswer = { user: UserAnswer; link: PasswordLinkAnswer };

export type TokenAnswer = {
  id: number;
  user: string;
  name: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};
export type TokensAnswer = { tokens: TokenAnswer[] };
export type TokenAddedAnswer = { token: TokenAnswer; secret: string };

export type AuditEntryAnswer = {
  id: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
};
export type AuditAnswer = {
  entries: AuditEntryAnswer[];
  /** What to give as `before` for the entries behind these; null at the end. */
  next: number | null;
};

export type AwardeesPreviewAnswer = { awardees: number; awards: number; unread: string[]; replaces: boolean };
export type AwardeesImportedAnswer = AwardeesImported;
export type ErasureAnswer = {
  /** Whether it was done; false says what would go. */
  done: boolean;
  erased: Erased;
  /** What to type to confirm it; null where it was done. */
  confirm: string | null;
};
