import type { ReactNode } from "react";
import type { Asked } from "../use-answer.ts";

/** The place of an answer that is on its way, in about its size. */
export function Loading({ what, lines = 6 }: { what: string; lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="hidden">Loading {what}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="loading-line" />
      ))}
    </div>
  );
}

/** What went wrong, in the API's own sentence, and the way to try again. */
export function Failure({ message, again }: { message: string; again: () => void }) {
  return (
    <div className="notice failure" role="alert">
      <p>{message}</p>
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}

/** Nothing to show, and what would change that. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

type AnsweredProps<T> = { asked: Asked<T>; what: string; lines?: number; children: (answer: T) => ReactNode };

/**
 * The states of one question: on its way, failed, answered, and answered while the next answer is on its way or has failed. What is
 * answered stays, for somebody may be writing there.
 */
export function Answered<T>({ asked, what, lines = 8, children }: AnsweredProps<T>) {
  const { answer, failure, loading, again } = asked;
  const failed = failure !== null && <Failure message={failure} again={again} />;
  if (answer === null) return failed || <Loading what={what} lines={lines} />;
  return (
    <>
      {failed}
      <div className={loading ? "stale" : undefined} aria-busy={loading}>
        {children(answer)}
      </div>
    </>
  );
}
