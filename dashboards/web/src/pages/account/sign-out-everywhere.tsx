import { useNavigate } from "@tanstack/react-router";
import { act } from "../../ask.ts";
import { forget } from "../../me.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { useAction } from "../../use-action.ts";

/** Ending every session, this one too. */
export function SignOutEverywhere() {
  const navigate = useNavigate();
  const leave = useAction(async () => {
    await act("/api/auth/sign-out-everywhere");
    forget();
    await navigate({ to: "/sign-in", search: { to: "/" } });
  });
  return (
    <section className="panel" aria-label="Sessions">
      <h2>Sessions</h2>
      <p>Signing out everywhere ends your session on every machine, this one too. Tokens go on working.</p>
      <p className="deeds">
        <button type="button" disabled={leave.isPending} onClick={() => leave.mutate(undefined)}>
          Sign out everywhere
        </button>
      </p>
      <ActionState action={leave} doing="Signing out…" done="Signed out." />
    </section>
  );
}
