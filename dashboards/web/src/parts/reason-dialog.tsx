import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { TextArea } from "./text-area.tsx";

type ReasonDialogProps = {
  title: string;
  /** What it does, and how it is taken back. */
  effect: ReactNode;
  /** What the button says. */
  deed: string;
  /** What is asked for. */
  ask?: string;
  children?: ReactNode;
  onClose: () => void;
  /** Does it; what it throws is said, and the dialog stays. */
  onDo: (reason: string) => Promise<unknown>;
};

/** Asks why, says what it does, and does it. */
export function ReasonDialog({ title, effect, deed, ask = "Reason", children, onClose, onDo }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await onDo(reason.trim());
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <div className="effect">{effect}</div>
        {children}
        <TextArea label={ask} value={reason} onChange={setReason} />
        {failure !== null && (
          <p className="notice failure" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="strong" disabled={busy || reason.trim() === ""}>
          {busy ? "One moment…" : deed}
        </button>
      </form>
    </Dialog>
  );
}
