import { EntryFrame, Field, formText } from "../frame/entry-frame.tsx";
import { useLinkSecret } from "../frame/link-secret.ts";
import { useEntry } from "../frame/use-entry.ts";
import { setPassword } from "../me.ts";

/** Setting a password with a link that an admin sent, and signing in with it. */
export function SetPasswordPage() {
  const secret = useLinkSecret();
  const { failure, busy, submit } = useEntry("/", (form) => setPassword(secret, formText(form, "password")));
  return (
    <EntryFrame title="Set your password" failure={failure}>
      <form onSubmit={submit}>
        <Field label="New password" name="password" type="password" autoComplete="new-password" />
        <button type="submit" className="strong" disabled={busy}>
          {busy ? "Setting…" : "Set it and sign in"}
        </button>
      </form>
    </EntryFrame>
  );
}
