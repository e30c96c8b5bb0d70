import type { AssigneesAnswer } from "@groundswell/server";
import { type FormEvent, Fragment, type ReactNode, useId, useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Choice } from "../../parts/choice.tsx";
import { TextField } from "../../parts/fields.tsx";
import { TextArea } from "../../parts/text-area.tsx";
import { useAnswer } from "../../use-answer.ts";
import type { Act } from "./candidacy-section.tsx";

type FormProps = { onAct: (act: Act) => Promise<unknown> };

const votes = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "abstain", label: "Abstain" },
] as const;

/** A note in the history; nobody can take it away. */
export function NoteForm({ onAct }: FormProps) {
  const [text, setText] = useState("");
  return (
    <ActForm title="Note" deed="Keep the note" onSubmit={() => onAct({ kind: "note", text }).then(() => setText(""))}>
      <TextArea label="What should be known later" value={text} onChange={setText} />
    </ActForm>
  );
}

/** A vote with what must be said about conflicts of interest; one with a conflict is kept and not counted. */
export function VoteForm({ onAct }: FormProps) {
  const [vote, setVote] = useState<(typeof votes)[number]["value"]>("yes");
  const [hasConflict, setConflict] = useState(false);
  const [conflict, setText] = useState("");
  const submit = () => onAct({ kind: "vote", vote, conflict: hasConflict ? conflict : "none" });
  return (
    <ActForm title="Vote" deed="Vote" onSubmit={submit}>
      <Choice label="Vote" value={vote} choices={votes} onChoose={setVote} />
      <p>
        <label className="tick">
          <input type="checkbox" checked={hasConflict} onChange={(event) => setConflict(event.target.checked)} /> I have
          a conflict of interest
        </label>
      </p>
      {hasConflict && <TextArea label="Which; the vote is kept and not counted" value={conflict} onChange={setText} />}
    </ActForm>
  );
}

type AssignFormProps = FormProps & { person: number; assigned: string | null };

/** Who looks after a candidacy: one of those who may do something about this person. */
export function AssignForm({ person, assigned, onAct }: AssignFormProps) {
  const path = expertisePath(useExpertise(), `people/${person}/assignees`);
  const { answer, failure } = useAnswer<AssigneesAnswer>(path);
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const assignees = answer?.assignees ?? [];
  const to = chosen ?? assigned ?? "";
  // Somebody who may no longer, or was named by the command, stays visible until another one is chosen.
  const isKnown = to === "" || assignees.some(({ actor }) => actor === to);
  return (
    <ActForm title="Assign" deed="Assign" onSubmit={() => onAct({ kind: "assign", to })}>
      <p className="field">
        <label htmlFor={id}>Who looks after it</label>
        <select id={id} required value={to} onChange={(event) => setChosen(event.target.value)}>
          <option value="">Choose somebody</option>
          {!isKnown && <option value={to}>{to}</option>}
          {assignees.map(({ name, actor }) => (
            <option key={actor} value={actor}>
              {name === actor ? name : `${name}, ${actor}`}
            </option>
          ))}
        </select>
      </p>
      {failure !== null && <p className="refused">{failure}</p>}
    </ActForm>
  );
}

/** What no source shows, with somebody who vouches for it. It stands in the dossier beside the score and changes none. */
export function EvidenceForm({ onAct }: FormProps) {
  const [note, setNote] = useState("");
  // Fields of another key are new ones, and empty.
  const [kept, setKept] = useState(0);
  const submit = async (form: FormData) => {
    const said = (name: string) => String(form.get(name) ?? "").trim();
    await onAct({
      kind: "evidence",
      activity: said("activity"),
      title: said("title"),
      url: said("url") || null,
      date: said("date"),
      note,
      vouchedBy: said("vouchedBy"),
    });
    setNote("");
    setKept(kept + 1);
  };
  return (
    <ActForm title="Add evidence" deed="Add the evidence" onSubmit={submit}>
      <Fragment key={kept}>
        <TextField label="Activity" name="activity" maxLength={100} hint="As talk, workshop or review" />
        <TextField label="Title" name="title" maxLength={100} />
        <TextField label="Address" name="url" type="url" required={false} maxLength={2000} />
        <TextField label="Day" name="date" type="date" />
        <TextArea label="What it shows" value={note} onChange={setNote} />
        <TextField label="Who vouches for it" name="vouchedBy" maxLength={100} />
      </Fragment>
    </ActForm>
  );
}

type ActFormProps = {
  title: string;
  deed: string;
  onSubmit: (form: FormData) => Promise<unknown>;
  children: ReactNode;
};

function ActForm({ title, deed, onSubmit, children }: ActFormProps) {
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setSaid(null);
    try {
      await onSubmit(form);
      setSaid({ ok: true, text: "Kept." });
    } catch (error) {
      setSaid({ ok: false, text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="act-form">
      <summary>{title}</summary>
      <form onSubmit={submit}>
        {children}
        <p className="deeds">
          <button type="submit" disabled={busy}>
            {deed}
          </button>
          <span role={said?.ok === false ? "alert" : "status"} className={said?.ok === false ? "refused" : "aside"}>
            {said?.text}
          </span>
        </p>
      </form>
    </details>
  );
}
