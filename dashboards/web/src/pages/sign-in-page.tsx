import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { EntryFrame, Field, formText } from "../frame/entry-frame.tsx";
import { useEntry } from "../frame/use-entry.ts";
import { signIn, singleSignOnAddress } from "../me.ts";
import { useAnswer } from "../use-answer.ts";

/** Signing in, and from there to where somebody was going. */
export function SignInPage() {
  const { to } = useSearch({ from: "/sign-in" });
  const { failure, busy, submit } = useEntry(to, (form) => signIn(formText(form, "email"), formText(form, "password")));
  return (
    <EntryFrame title="Sign in" failure={failure}>
      <form onSubmit={submit}>
        <Field label="E-mail" name="email" type="email" autoComplete="username" />
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
        <button type="submit" className="strong" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <SingleSignOn to={to} />
      <p className="aside">No account, or the password forgotten? An admin of this server sends you a link.</p>
    </EntryFrame>
  );
}

/** The way through the organisation's own sign-in, where the server has one. */
function SingleSignOn({ to }: { to: string }) {
  const { answer } = useAnswer<{ singleSignOn: boolean }>("/api/auth/methods");
  const [failure, setFailure] = useState<string | null>(null);
  if (!answer?.singleSignOn) return null;
  const leave = () =>
    singleSignOnAddress(to).then(
      (address) => window.location.assign(address),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  return (
    <>
      <button type="button" className="more" onClick={leave}>
        Sign in through your organisation
      </button>
      {failure !== null && <p role="alert">{failure}</p>}
    </>
  );
}
