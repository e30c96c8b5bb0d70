import type { Asker, Deed, Matter, MeAnswer } from "@groundswell/server";
import { useSuspenseQuery } from "@tanstack/react-query";
import { AskError, act } from "./ask.ts";
import { may } from "./may.ts";
import { answers, question } from "./use-answer.ts";

const mePath = "/api/me";

/** Who is signed in, asked once a visit. @throws AskError */
export function readMe(): Promise<MeAnswer> {
  return answers.ensureQueryData({ ...question<MeAnswer>(mePath), staleTime: Number.POSITIVE_INFINITY });
}

/** Who is signed in, in a page that only they see. */
export function useMe(): MeAnswer & { asker: Asker } {
  const { data } = useSuspenseQuery({ ...question<MeAnswer>(mePath), staleTime: Number.POSITIVE_INFINITY });
  if (data.asker === null) throw new AskError(401, "Nobody is signed in.");
  return { ...data, asker: data.asker };
}

/** Whether who is signed in may do something here. The server decides again; pages only leave out what it would refuse. */
export function useMay(deed: Deed, matter: Matter, expertise: string | null): boolean {
  return may(useMe().asker, deed, matter, expertise);
}

/** @throws AskError with the server's sentence */
export async function signIn(email: string, password: string): Promise<void> {
  await act("/api/auth/sign-in/email", { email, password });
  forget();
}

/** Makes the first admin, and signs them in. @throws AskError */
export async function makeAdmin(one: { secret: string; name: string; email: string; password: string }): Promise<void> {
  await act("/api/auth/first-run", one);
  forget();
}

/** Sets the password of whom a link was made for, and signs them in. @throws AskError */
export async function setPassword(secret: string, password: string): Promise<void> {
  await act("/api/auth/set-password", { secret, password });
  forget();
}

/** Where the organisation's own sign-in begins; from there somebody comes back to `to`. @throws AskError */
export async function singleSignOnAddress(to: string): Promise<string> {
  const answer = await act<{ url: string }>("/api/auth/sign-in/oidc", { to });
  if (answer === null) throw new AskError(null, "The server named no address for single sign-on: try again.");
  return answer.url;
}

/** @throws AskError */
export async function signOut(): Promise<void> {
  await act("/api/auth/sign-out");
  forget();
}

/** What one person was answered is not for the next. */
export function forget(): void {
  answers.clear();
}
