import { useMutation } from "@tanstack/react-query";
import { renew } from "./use-answer.ts";

/** An action that a page has the API do: what came of it or was said against it; then `renews` are asked anew, as `renew` has it. */
export function useAction<Given, Got>(run: (given: Given) => Promise<Got>, renews: readonly string[] = []) {
  return useMutation<Got, Error, Given>({ mutationFn: run, onSuccess: () => renew(renews) });
}
