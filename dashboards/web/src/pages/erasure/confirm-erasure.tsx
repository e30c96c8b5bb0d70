import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { TextField } from "../../parts/fields.tsx";
import { useAction } from "../../use-action.ts";
import { isSameName } from "./same-name.ts";
import { WhatGoes } from "./what-goes.tsx";

type ConfirmErasureProps = { person: string; name: string; onErased: () => void };

/** The last question before a person is erased: their name, typed. */
export function ConfirmErasure({ person, name, onErased }: ConfirmErasureProps) {
  const [asks, setAsks] = useState(false);
  const [typed, setTyped] = useState("");
  // Whatever stands in any answer may name the person.
  const erase = useAction(
    (form: FormData) =>
      actFor<Answer["ErasureAnswer"]>("/api/erasures", {
        person,
        confirm: formText(form, "confirm"),
        reason: formText(form, "reason").trim() || null,
      }),
    ["/api/*"],
  );
  const close = () => {
    setAsks(false);
    setTyped("");
    if (erase.isSuccess) onErased();
  };
  return (
    <>
      <p className="deeds">
        <button type="button" className="danger" onClick={() => setAsks(true)}>
          Erase {name}…
        </button>
      </p>
      {asks && (
        <Dialog title={erase.isSuccess ? "Erased" : `Erase ${name}?`} onClose={close}>
          {erase.data ? (
            <>
              <p role="status">The person is erased. Later readings do not bring them back. What went:</p>
              <WhatGoes erased={erase.data.erased} />
            </>
          ) : (
            <form
              className="form"
              onSubmit={(event) => {
                event.preventDefault();
                erase.mutate(new FormData(event.currentTarget));
              }}
            >
              <p className="caveat">This cannot be undone.</p>
              <TextField
                label={`Type “${name}” to confirm`}
                name="confirm"
                maxLength={500}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <TextField
                label="Reason"
                name="reason"
                required={false}
                maxLength={500}
                hint="It is kept in the audit log: do not name the person in it."
              />
              <button type="submit" className="strong danger" disabled={erase.isPending || !isSameName(typed, name)}>
                Erase for good
              </button>
              <ActionState action={erase} doing="Erasing…" done="" />
            </form>
          )}
        </Dialog>
      )}
    </>
  );
}
