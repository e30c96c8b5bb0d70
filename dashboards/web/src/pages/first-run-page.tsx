import { EntryFrame, Field, formText } from "../frame/entry-frame.tsx";
import { useLinkSecret } from "../frame/link-secret.ts";
import { useEntry } from "../frame/use-entry.ts";
import { makeAdmin } from "../me.ts";
import { Empty } from "../parts/states.tsx";

/** Making the first admin, with the secret of the link that the server printed once. */
export function FirstRunPage() {
  const secret = useLinkSecret();
  const { failure, busy, submit } = useEntry("/", (form) =>
    makeAdmin({
      secret,
      name: formText(form, "name"),
      email: formText(form, "email"),
      password: formText(form, "password"),
    }),
  );
  if (secret === "")
    return (
      <EntryFrame title="Nobody is a user yet" failure={null}>
        <Empty title="Open the link that the server printed.">
          <p>When it started, it printed a link that makes the first admin. It works once, for 24 hours.</p>
        </Empty>
      </EntryFrame>
    );
  return (
    <EntryFrame title="Make the first admin" failure={failure}>
      <form onSubmit={submit}>
        <Field label="Name" name="name" type="text" autoComplete="name" />
        <Field label="E-mail" name="email" type="email" autoComplete="username" />
        <Field label="Password" name="password" type="password" autoComplete="new-password" />
        <button type="submit" className="strong" disabled={busy}>
          {busy ? "Making…" : "Make the admin and sign in"}
        </button>
      </form>
    </EntryFrame>
  );
}
