/** Something written in a thread after the words that began it, by nobody known to be a machine. Instants are milliseconds since 1970. */
export type ThreadPost = {
  at: number;
  /** Null where the source names no author. */
  person: number | null;
  /** Whether its person was staff, or a contractor of the maker, when writing it. */
  isStaff: boolean;
  /** A signal of the kind `answer`; everything else is a comment, a message or a review. */
  isAnswer: boolean;
  /** `undated` where the source shows an acceptance without its date. */
  accepted: number | "undated" | null;
};

/** A thread somebody began by asking: a question, an issue, or a message that others can reply to. */
export type AskedThread = {
  /** The signal that began it. */
  id: number;
  askedAt: number;
  isQuestion: boolean;
  asker: number | null;
  /** Whether the asker was new to the expertise: first active there at most sixty days before. Null where nobody can tell. */
  isNewcomer: boolean | null;
  /** Null where the source shows none. */
  views: number | null;
  /** `undated` where the source shows that it is closed, and not since when. */
  closed: number | "undated" | null;
  /** By instant. */
  posts: readonly ThreadPost[];
};
