/** A handle that an account had, and the instant (ISO 8601) until which it had it. */
export type FormerHandle = { handle: string; until: string };

/** An account as links are found from: `id` is the store's own number, `platformId` the platform's stable id. */
export type LinkAccount = {
  id: number;
  platform: string;
  platformId: string;
  handle: string | null;
  name: string | null;
  url: string | null;
  /** Addresses that its profile names, whoever typed them there. */
  links: readonly string[];
  /** Hex SHA-256 of the lower-cased address. */
  emailHash: string | null;
  /** What an avatar's address says: hex MD5, or SHA-256 in newer ones, of the lower-cased e-mail address. */
  gravatarHash?: string | null;
  /** Those of `links` that the platform itself checked for a link back (`rel=me`). */
  verifiedLinks?: readonly string[];
  /** Keys of the repositories that it commits to; only accounts of platform `git` have them. */
  projects?: readonly string[];
  /** Every other name it was seen under. */
  names?: readonly string[];
  formerHandles?: readonly FormerHandle[];
};
