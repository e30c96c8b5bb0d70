import type { Answer } from "@groundswell/server";
import { useId, useState } from "react";
import { AskError, actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { TextField } from "../../parts/fields.tsx";
import { counted, number } from "../../parts/format.ts";
import { useAction } from "../../use-action.ts";
import { registryName } from "./file-name.ts";

const longestBytes = 2 * 1024 * 1024;
type Upload = { name: string; csv: string };

/** Loading a file of awardees: what it holds, and only then keeping it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const look = useAction(async (chosen: File) => {
    const upload = await readUpload(chosen, name);
    return { upload, preview: await actFor<Answer["AwardeesPreviewAnswer"]>("/api/awardees/preview", upload) };
  });
  const keep = useAction(
    (upload: Upload) => actFor<Answer["AwardeesImportedAnswer"]>("/api/awardees/import", upload),
    ["/api/awardees", "/api/expertises*"],
  );
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setName(chosen ? registryName(chosen.name) : "");
    look.reset();
    keep.reset();
  };
  return (
    <Dialog title="Load a file of awardees" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          keep.reset();
          if (file) look.mutate(file);
        }}
      >
        <p className="field">
          <label htmlFor={id}>CSV file</label>
          <input
            id={id}
            type="file"
            accept=".csv,text/csv"
            required
            onChange={(event) => choose(event.target.files?.[0] ?? null)}
          />
        </p>
        <TextField
          label="Name"
          name="name"
          value={name}
          maxLength={80}
          onChange={(event) => {
            setName(event.target.value);
            look.reset();
            keep.reset();
          }}
          hint="A file that is loaded under the same name is replaced."
        />
        <button type="submit" className="strong" disabled={look.isPending}>
          See what it holds
        </button>
        <ActionState action={look} doing="Reading it…" done={look.data && <Preview preview={look.data.preview} />} />
      </form>
      {look.data && !keep.isSuccess && (
        <p className="deeds">
          <button type="button" disabled={keep.isPending} onClick={() => look.data && keep.mutate(look.data.upload)}>
            {look.data.preview.replaces ? "Replace the file that is there" : "Keep it"}
          </button>
        </p>
      )}
      <ActionState action={keep} doing="Keeping it…" done={keep.data && <Kept imported={keep.data} />} />
    </Dialog>
  );
}

function Preview({ preview }: { preview: Answer["AwardeesPreviewAnswer"] }) {
  const { awardees, awards, unread, replaces } = preview;
  return (
    <>
      {counted(awardees, "awardee")} with {counted(awards, "award")}.
      {unread.length > 0 && ` Nothing is read from the columns ${unread.join(", ")}.`}
      {replaces && " A file of this name is loaded: who is not in this one is no awardee any more."}
    </>
  );
}

function Kept({ imported }: { imported: Answer["AwardeesImportedAnswer"] }) {
  const { awardees, awards, erased, links } = imported;
  return (
    <>
      Kept: {counted(awardees, "awardee")} with {counted(awards, "award")}, {counted(links, "link")} new, changed or
      withdrawn.
      {erased > 0 && ` ${number(erased)} left out, because they were erased.`}
    </>
  );
}

async function readUpload(file: File, name: string): Promise<Upload> {
  if (file.size > longestBytes) throw new AskError(null, "A file of awardees has at most 2 MB: cut it into several.");
  return { name: name.trim(), csv: await file.text() };
}
