import type { Answer } from "@groundswell/server";
import { act, actFor } from "../../ask.ts";
import { useMe } from "../../me.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useAction } from "../../use-action.ts";
import { PasswordLink } from "./password-link.tsx";
import { readUserFields, UserFields } from "./user-fields.tsx";
import type { User } from "./users-page.tsx";

const touched = ["/api/users", "/api/me"];

/** What an admin changes of a user: role and grants, a new link, and whether they may sign in. */
export function ChangeUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const path = `/api/users/${encodeURIComponent(user.id)}`;
  // Role and grants in one request: of two, one can fail, and a lead with half of their grants may see more than with all.
  const change = useAction((form: FormData) => act(path, readUserFields(form), "PUT"), touched);
  const link = useAction(() => actFor<Answer["PasswordLinkAnswer"]>(`${path}/link`), touched);
  const shut = useAction((verb: "disable" | "enable") => act(`${path}/${verb}`), touched);
  const { asker } = useMe();
  const isDisabled = user.disabledAt !== null;
  return (
    <Dialog title={`Change ${user.name}`} onClose={onClose}>
      <p className="aside">{user.email}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(new FormData(event.currentTarget));
        }}
      >
        <UserFields first={user} />
        <button type="submit" className="strong" disabled={change.isPending}>
          Keep it
        </button>
        <ActionState action={change} doing="Keeping it…" done="Kept: it holds from now on." />
      </form>
      <p className="deeds">
        {!isDisabled && (
          <button type="button" disabled={link.isPending} onClick={() => link.mutate(undefined)}>
            New link to set the password
          </button>
        )}
        <button
          type="button"
          className={isDisabled ? undefined : "danger"}
          disabled={shut.isPending || (user.id === asker.id && !isDisabled)}
          onClick={() => shut.mutate(isDisabled ? "enable" : "disable")}
        >
          {isDisabled ? "Let in again" : "Disable"}
        </button>
      </p>
      <ActionState
        action={shut}
        doing="Changing it…"
        done={
          shut.variables === "enable"
            ? "They may sign in again; tokens stay revoked."
            : "Shut out: sessions have ended, tokens are revoked."
        }
      />
      <ActionState action={link} doing="Making a link…" done="The link before is void." />
      {link.data && <PasswordLink link={link.data} name={user.name} />}
    </Dialog>
  );
}
