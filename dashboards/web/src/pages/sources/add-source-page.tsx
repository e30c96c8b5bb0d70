import type { Answer } from "@groundswell/server";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Choice } from "../../parts/choice.tsx";
import { TextField } from "../../parts/fields.tsx";
import { counted } from "../../parts/format.ts";
import { Empty } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";
import { AddSourceForm } from "./add-source-form.tsx";
import { ProposalChoice } from "./proposal-choice.tsx";

type Preview = Answer["SourcePreviewAnswer"];
const ways = [
  { value: "address", label: "It has an address" },
  { value: "push", label: "A program sends signals" },
] as const;

/** Adding a source: the address of a place, what it is, its first signals, and only then the source. */
export function AddSourcePage() {
  const mayAdd = useMay("write", "operation", null);
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("address");
  return (
    <>
      <PageHead title="Add a source">
        {mayAdd && <Choice label="How" value={way} choices={ways} onChoose={setWay} />}
      </PageHead>
      {!mayAdd && (
        <Empty title="Only admins and operators add sources.">
          <p>Send one of them the address of the place.</p>
        </Empty>
      )}
      {mayAdd && way === "address" && <ByAddress />}
      {mayAdd && way === "push" && (
        <section className="panel" aria-label="A source that is sent its signals">
          <h2>A source that is sent its signals</h2>
          <p>
            A program sends them to <code>POST /api/signals</code> with a token whose scope is{" "}
            <code>operation:write</code>.
          </p>
          <AddSourceForm wish={{ id: "", connector: "push", options: {} }} />
        </section>
      )}
    </>
  );
}

function ByAddress() {
  const { url } = useSearch({ from: "/signed-in/add-source" });
  const navigate = useNavigate({ from: "/add-source" });
  const [chosen, setChosen] = useState(0);
  const look = useAction((address: string) => actFor<Preview>("/api/sources/preview", { url: address }));
  return (
    <>
      <section className="panel" aria-label="The place">
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            const address = formText(new FormData(event.currentTarget), "url").trim();
            setChosen(0);
            void navigate({ search: { url: address }, replace: true });
            look.mutate(address);
          }}
        >
          <TextField
            label="Address of the place"
            name="url"
            type="url"
            inputMode="url"
            defaultValue={url}
            placeholder="https://"
            hint="A blog, forum, repository, calendar or feed. It is looked at; nothing is kept yet."
          />
          <button type="submit" className="strong" disabled={look.isPending}>
            Look there
          </button>
          <ActionState
            action={look}
            doing="Looking there, for at most 20 seconds…"
            done={look.data && `${counted(look.data.proposals.length, "way")} to read it found.`}
          />
        </form>
      </section>
      {look.data && <Looked preview={look.data} chosen={chosen} onChoose={setChosen} />}
    </>
  );
}

type LookedProps = { preview: Preview; chosen: number; onChoose: (index: number) => void };

function Looked({ preview, chosen, onChoose }: LookedProps) {
  const proposal = preview.proposals[chosen];
  if (!proposal)
    return (
      <Empty title="Nothing is known to read this place.">
        <p>{preview.nothing ?? "Give the address of its feed, forum or calendar."}</p>
      </Empty>
    );
  return (
    <>
      <ProposalChoice preview={preview} chosen={chosen} onChoose={onChoose} />
      <section className="panel" aria-label="Add it">
        <h2>Add it</h2>
        <AddSourceForm key={`${proposal.id} ${proposal.connector}`} wish={proposal} />
      </section>
    </>
  );
}
