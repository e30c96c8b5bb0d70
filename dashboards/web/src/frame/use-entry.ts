import { useNavigate, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";

/** A form that lets somebody in: what the server said against it, and the way on once it did not. */
export function useEntry(to: string, enter: (form: FormData) => Promise<void>) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await enter(new FormData(event.currentTarget));
      await navigate({ href: to, replace: true });
      await router.invalidate();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return { failure, busy, submit };
}
