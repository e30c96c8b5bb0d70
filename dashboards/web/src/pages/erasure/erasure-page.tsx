import type { Answer } from "@groundswell/server";
import { useSearch } from "@tanstack/react-router";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { TextField } from "../../parts/fields.tsx";
import { Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { useAction } from "../../use-action.ts";
import { ConfirmErasure } from "./confirm-erasure.tsx";
import { WhatGoes } from "./what-goes.tsx";

/** Taking a person out of everything: who it is, what goes, and only then, with the name typed, doing it. */
export function ErasurePage() {
  const { person } = useSearch({ from: "/signed-in/administration/erasure" });
  const mayErase = useMay("write", "administration", null);
  const look = useAction((asked: string) =>
    actFor<Answer["ErasureAnswer"]>("/api/erasures/preview", { person: asked }),
  );
  if (!mayErase)
    return (
      <>
        <PageHead title="Erasure" />
        <Empty title="Only admins erase.">
          <p>Pass the request on to one of them.</p>
        </Empty>
      </>
    );
  return (
    <>
      <PageHead title="Erasure" />
      <section className="panel" aria-label="Whom">
        <p>
          <Term word="erasure">Erasure</Term> takes a person out of everything that is kept, for good. Counts stay true:
          what they did is still there, done by nobody.
        </p>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            look.mutate(formText(new FormData(event.currentTarget), "person").trim());
          }}
        >
          <TextField
            label="Person"
            name="person"
            defaultValue={person}
            maxLength={300}
            placeholder="github:12345"
            hint="The number of a person, or platform:id of one of their accounts. Both stand on the person’s page."
          />
          <button type="submit" className="strong" disabled={look.isPending}>
            See what would go
          </button>
          <ActionState action={look} doing="Looking for every trace…" done="This is what would go." />
        </form>
      </section>
      {look.data && look.variables !== undefined && (
        <section key={look.variables} className="panel" aria-label="What would go">
          <h2>What would go</h2>
          <WhatGoes erased={look.data.erased} />
          <ConfirmErasure person={look.variables} name={look.data.confirm ?? ""} onErased={() => look.reset()} />
        </section>
      )}
    </>
  );
}
