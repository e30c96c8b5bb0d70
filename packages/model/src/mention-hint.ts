/** What a text must hold, as SQL and JavaScript both read it, to be looked at for mentions; most texts are not. */
export const mentionHint =
  "(^|[^a-z0-9/._-])/?r/[a-z0-9_]{3,}|#[a-z0-9_-]+ +(on|at) +(libera|oftc|freenode|efnet|quakenet)";
