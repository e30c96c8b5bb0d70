import { useRef } from "react";
import { AskError, act } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { TextField } from "../../parts/fields.tsx";
import { useAction } from "../../use-action.ts";

/** Another password; sessions elsewhere end with it. */
export function ChangePassword() {
  const form = useRef<HTMLFormElement>(null);
  const change = useAction(async (given: FormData) => {
    const [currentPassword, newPassword] = [formText(given, "current"), formText(given, "new")];
    if (newPassword !== formText(given, "again"))
      throw new AskError(null, "The new password was not written twice in the same way: write it again.");
    return act("/api/auth/change-password", { currentPassword, newPassword });
  });
  return (
    <section className="panel" aria-label="Password">
      <h2>Password</h2>
      <form
        ref={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(new FormData(event.currentTarget), { onSuccess: () => form.current?.reset() });
        }}
      >
        <TextField label="Current password" name="current" type="password" autoComplete="current-password" />
        <TextField label="New password" name="new" type="password" autoComplete="new-password" />
        <TextField label="New password again" name="again" type="password" autoComplete="new-password" />
        <button type="submit" className="strong" disabled={change.isPending}>
          Change it
        </button>
        <ActionState action={change} doing="Changing it…" done="Changed. Sessions on other machines have ended." />
      </form>
    </section>
  );
}
