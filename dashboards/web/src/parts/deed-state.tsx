import type { ReactNode } from "react";

type Deed = { isPending: boolean; isError: boolean; isSuccess: boolean; error: Error | null };
type DeedStateProps = { deed: Deed; doing: string; done: ReactNode };

/** What became of a deed, said to who listens too: that it goes on, that it is done, or why not. The button it began with tries again. */
export function DeedState({ deed, doing, done }: DeedStateProps) {
  return (
    <>
      <span role="status" className="aside deed-said">
        {deed.isPending && doing}
        {deed.isSuccess && done}
      </span>
      {deed.isError && (
        <p className="notice failure" role="alert">
          {deed.error?.message}
        </p>
      )}
    </>
  );
}
