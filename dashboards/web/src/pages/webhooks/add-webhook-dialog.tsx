import type { Answer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Checks, formTexts, TextField } from "../../parts/fields.tsx";
import { SecretOnce } from "../../parts/secret-once.tsx";
import { useAction } from "../../use-action.ts";
import { eventWords } from "./webhook-words.ts";

/** Adding a webhook, and then its secret, this once. */
export function AddWebhookDialog({ onClose }: { onClose: () => void }) {
  const add = useAction(
    (form: FormData) =>
      actFor<Answer["WebhookAddedAnswer"]>("/api/webhooks", {
        url: formText(form, "url").trim(),
        events: formTexts(form, "events"),
      }),
    ["/api/webhooks"],
  );
  if (add.data)
    return (
      <Dialog title="The webhook is added" onClose={onClose}>
        <p>{add.data.webhook.url}</p>
        <SecretOnce
          label="Secret of its signatures"
          secret={add.data.secret}
          about="It is shown this once. The receiver checks signatures with it: without that anybody could speak to it in our name."
        />
      </Dialog>
    );
  return (
    <Dialog title="Add a webhook" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(new FormData(event.currentTarget));
        }}
      >
        <TextField label="Address" name="url" type="url" placeholder="https://" maxLength={2000} />
        <Checks
          label="Tell it when"
          name="events"
          choices={Object.entries(eventWords).map(([value, label]) => ({ value, label }))}
          first={["run.finished"]}
        />
        <button type="submit" className="strong" disabled={add.isPending}>
          Add it
        </button>
        <ActionState action={add} doing="Adding it…" done="Added." />
      </form>
    </Dialog>
  );
}
