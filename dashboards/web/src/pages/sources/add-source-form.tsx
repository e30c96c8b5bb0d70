import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { useNavigate } from "@tanstack/react-router";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { Checks, formTexts, SelectField, TextField } from "../../parts/fields.tsx";
import { useAction } from "../../use-action.ts";
import { useAnswer } from "../../use-answer.ts";

type Wish = Pick<Answer["SourcePreviewAnswer"]["proposals"][number], "id" | "connector" | "options">;

const rhythms = [
  { value: "1 hour", label: "every hour" },
  { value: "6 hours", label: "every 6 hours" },
  { value: "1 day", label: "every day" },
  { value: "7 days", label: "every week" },
] as const;

/** What is still to be said of a source before it is added: its name, its expertises, and when to read it. */
export function AddSourceForm({ wish }: { wish: Wish }) {
  const navigate = useNavigate();
  const { answer } = useAnswer<ExpertisesAnswer>("/api/expertises");
  const add = useAction(
    (form: FormData) => {
      const since = formText(form, "since");
      return actFor<Answer["SourceAddedAnswer"]>("/api/sources", {
        id: formText(form, "id"),
        connector: wish.connector,
        options: wish.options,
        expertises: formTexts(form, "expertises"),
        ...(isPush ? {} : { every: formText(form, "every"), since: since === "" ? null : since }),
      });
    },
    ["/api/sources*", "/api/status", "/api/queues"],
  );
  const isPush = wish.connector === "push";
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(new FormData(event.currentTarget), {
          onSuccess: ({ source }) => void navigate({ to: "/sources/$source", params: { source } }),
        });
      }}
    >
      <TextField
        label="Name"
        name="id"
        defaultValue={wish.id}
        maxLength={80}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        title="Lower case with hyphens, as dynamics-crm"
        hint="Lower case with hyphens. It stays as it is for good."
      />
      {!isPush && (
        <>
          <SelectField label="Read it" name="every" choices={rhythms} first="6 hours" />
          <TextField
            label="From"
            name="since"
            type="date"
            required={false}
            hint="The first day to read, in UTC. Without it everything that the place still shows is read."
          />
        </>
      )}
      <Checks
        label="Expertises"
        name="expertises"
        hint="Signals count for the expertises that are ticked."
        choices={(answer?.expertises ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <button type="submit" className="strong" disabled={add.isPending}>
        Add the source
      </button>
      <ActionState action={add} doing="Adding it…" done="Added." />
    </form>
  );
}
