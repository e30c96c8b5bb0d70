import { useMutation, useQueryClient } from "@tanstack/react-query";
import { act } from "../ask.ts";
import { expertisePath, useExpertise } from "../frame/expertise.ts";

/** Has the API do something about an expertise, after which everything read of that expertise is read again. */
export function useDeed<Body, Answer>(path: string) {
  const expertise = useExpertise();
  const queries = useQueryClient();
  const own = expertisePath(expertise, "");
  return useMutation({
    mutationFn: (body: Body) => act<Answer>(expertisePath(expertise, path), body),
    onSuccess: () => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(own) });
    },
  });
}
