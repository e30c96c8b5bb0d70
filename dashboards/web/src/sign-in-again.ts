import { AskError } from "./ask.ts";
import { forget } from "./me.ts";
import { router } from "./router.tsx";
import { answers } from "./use-answer.ts";

/** A session that ends while somebody reads leads to signing in, and from there back to where they were. */
export function toSignInWhenRefused(): void {
  const refused = (error: unknown) => {
    const { pathname, href } = router.state.location;
    if (!(error instanceof AskError) || error.status !== 401 || pathname === "/sign-in") return;
    forget();
    void router.navigate({ to: "/sign-in", search: { to: href } });
  };
  answers.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") refused(event.action.error);
  });
  answers.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") refused(event.action.error);
  });
}
