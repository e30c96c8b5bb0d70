import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Choice } from "../../parts/choice.tsx";
import { TextArea } from "../../parts/text-area.tsx";
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

/** Who looks after a candidacy. */
export function AssignForm({ assigned, onAct }: FormProps & { assigned: string | null }) {
  const [to, setTo] = useState(assigned ?? "");
  const id = useId();
  return (
    <ActForm title="Assign" deed="Assign" onSubmit={() => onAct({ kind: "assign", to })}>
      <p className="field">
        <label htmlFor={id}>Who looks after it</label>
        <input id={id} required maxLength={100} value={to} onChange={(event) => setTo(event.target.value)} />
      </p>
    </ActForm>
  );
}

type ActFormProps = { title: string; deed: string; onSubmit: () => Promise<unknown>; children: ReactNode };

function ActForm({ title, deed, onSubmit, children }: ActFormProps) {
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSaid(null);
    try {
      await onSubmit();
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
