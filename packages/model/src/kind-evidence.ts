import type { MarkKind, Period } from "./account-kind.ts";

/** A value of a profile and the period in which it stood there. */
export type ProfileValue = Period & { value: string };

/** Whom an account's owner worked for, as a file told. */
export type ToldAffiliation = Period & { organisation: string; source: string; confidence: number; readAt: Date };

/** What an account says and said of employers. */
export type Employment = {
  companies: readonly ProfileValue[];
  emailDomains: readonly ProfileValue[];
  memberOf: readonly string[];
  told: readonly ToldAffiliation[];
  /** When the profile was last seen. */
  observedAt: Date;
};

/** What a person said that an account is. */
export type Mark = Period & { kind: MarkKind; actor: string; reason: string | null; at: Date };

/** All that says what an account is. */
export type KindEvidence = Employment & {
  handle: string | null;
  name: string | null;
  /** What the platform says of it. */
  bot: boolean;
  staff: boolean;
  vendor: boolean;
  organisation: boolean;
  /** The mark that stands; null where there is none. */
  mark: Mark | null;
};
