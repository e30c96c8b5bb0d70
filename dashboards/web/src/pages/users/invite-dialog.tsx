import type { Answer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { TextField } from "../../parts/fields.tsx";
import { useAction } from "../../use-action.ts";
import { PasswordLink } from "./password-link.tsx";
import { readUserFields, UserFields } from "./user-fields.tsx";

/** Adding a user, and then the link with which they set their password. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useAction(
    (form: FormData) =>
      actFor<Answer["UserAddedAnswer"]>("/api/users", {
        name: formText(form, "name").trim(),
        email: formText(form, "email").trim(),
        ...readUserFields(form),
      }),
    ["/api/users"],
  );
  if (invite.data)
    return (
      <Dialog title={`${invite.data.user.name} is invited`} onClose={onClose}>
        <PasswordLink link={invite.data.link} name={invite.data.user.name} />
      </Dialog>
    );
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(new FormData(event.currentTarget));
        }}
      >
        <TextField label="Name" name="name" maxLength={200} />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          maxLength={254}
          hint="They sign in with it. Nothing is sent there."
        />
        <UserFields first={{ role: "product", expertises: [], regions: [] }} />
        <button type="submit" className="strong" disabled={invite.isPending}>
          Invite
        </button>
        <ActionState action={invite} doing="Inviting…" done="Invited." />
      </form>
    </Dialog>
  );
}
