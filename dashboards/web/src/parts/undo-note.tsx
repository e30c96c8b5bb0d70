import { useMutation } from "@tanstack/react-query";

/** Something that was done and can be taken back. */
export type Undoable = { said: string; undo: () => Promise<string> };

type UndoNoteProps = { done: Undoable | null; onClose: () => void };

/** Says what was done, with the way back; it stays until somebody closes it or does the next thing. */
export function UndoNote({ done, onClose }: UndoNoteProps) {
  const undo = useMutation({ mutationFn: (one: Undoable) => one.undo() });
  const isUndone = undo.isSuccess && undo.variables === done;
  return (
    <div className={done ? "undo-note shown" : "undo-note"}>
      <p role="status">
        {done && (isUndone ? undo.data : done.said)}
        {done && undo.isError && undo.variables === done && ` ${undo.error.message}`}
      </p>
      {done && (
        <p className="deeds">
          {!isUndone && (
            <button type="button" disabled={undo.isPending} onClick={() => undo.mutate(done)}>
              Undo
            </button>
          )}
          <button type="button" onClick={onClose}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}
