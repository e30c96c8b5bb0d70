import type { Answer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { SelectField } from "../../parts/fields.tsx";
import { useAction } from "../../use-action.ts";
import { muteRenews, muteSpans, muteUntil } from "./alert-words.ts";

type MuteFormProps = {
  what: { expertise: string; kind: string; subject: string };
  /** What it is about, and the kind in words. */
  name: string;
  kind: string;
  onDone: (mute: Answer["MuteAnswer"]) => void;
};

/** For how long somebody is told no more of an alert, or of all of its kind. */
export function MuteForm({ what, name, kind, onDone }: MuteFormProps) {
  const mute = useAction(async (form: FormData) => {
    const { expertise, kind, subject } = what;
    onDone(
      await actFor<Answer["MuteAnswer"]>("/api/mutes", {
        ...{ expertise, kind },
        subject: formText(form, "of") === "all" ? null : subject,
        until: muteUntil(formText(form, "span"), new Date()),
      }),
    );
  }, muteRenews);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        mute.mutate(new FormData(event.currentTarget));
      }}
    >
      <p>Others are told as before, and it stays on the list of alerts.</p>
      <SelectField
        label="Of what"
        name="of"
        choices={[
          { value: "one", label: `${name}: ${kind}` },
          { value: "all", label: `All of this kind in ${what.expertise}: ${kind}` },
        ]}
      />
      <SelectField label="For how long" name="span" choices={muteSpans.map(({ value, label }) => ({ value, label }))} />
      <button type="submit" className="strong" disabled={mute.isPending}>
        Mute it
      </button>
      <ActionState action={mute} doing="Muting…" done="Muted." />
    </form>
  );
}
