import type { Answer } from "@groundswell/server";
import { SecretOnce } from "../../parts/secret-once.tsx";

type PasswordLinkProps = { link: Answer["PasswordLinkAnswer"]; name: string };

/** The link with which a user sets their password, to be handed to them. */
export function PasswordLink({ link, name }: PasswordLinkProps) {
  return (
    <SecretOnce
      label={`Link for ${name}`}
      secret={new URL(link.path, window.location.origin).href}
      about={`It is shown this once, works once, and for a day. Whoever has it sets the password: hand it to ${name} alone.`}
    />
  );
}
