import type { ReactNode } from "react";

type Action = { isPending: boolean; isError: boolean; isSuccess: boolean; error: Error | null };
type ActionStateProps = { action: Action; doing: string; done: ReactNode };

/** What became of an action, said to who listens too: that it goes on, that it is done, or why not. The button it began with tries again. */
export function ActionState({ action, doing, done }: ActionStateProps) {
  return (
    <>
      <span role="status" className="aside action-said">
        {action.isPending && doing}
        {action.isSuccess && done}
      </span>
      {action.isError && (
        <p className="notice failure" role="alert">
          {action.error?.message}
        </p>
      )}
    </>
  );
}
