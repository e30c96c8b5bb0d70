import type { Answer, Deed, Matter } from "@groundswell/server";
import { useRef } from "react";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { may } from "../../may.ts";
import { useMe } from "../../me.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Checks, formTexts, SelectField, TextField } from "../../parts/fields.tsx";
import { Instant } from "../../parts/instant.tsx";
import { SecretOnce } from "../../parts/secret-once.tsx";
import { useAction } from "../../use-action.ts";

const matters: readonly { matter: Matter; about: string }[] = [
  { matter: "people", about: "candidates, persons, dossiers" },
  { matter: "spaces", about: "spaces, support, trends, discovery" },
  { matter: "operation", about: "sources, queues; to write is also to send signals" },
  { matter: "administration", about: "users, tokens, audit log, erasure" },
];
const deeds: readonly Deed[] = ["read", "write"];
const terms = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "a year" },
] as const;

/** Making a token: what it is for, what it may, and until when; then the token itself, this once. */
export function AddToken() {
  const { asker } = useMe();
  const form = useRef<HTMLFormElement>(null);
  const add = useAction(
    (given: FormData) =>
      actFor<Answer["TokenAddedAnswer"]>("/api/tokens", {
        name: formText(given, "name").trim(),
        scopes: formTexts(given, "scopes"),
        days: Number(formText(given, "days")),
      }),
    ["/api/tokens"],
  );
  const choices = matters.flatMap(({ matter, about }) =>
    deeds
      .filter((deed) => may(asker, deed, matter, null))
      .map((deed) => ({
        value: `${matter}:${deed}`,
        label: (
          <>
            <code>
              {matter}:{deed}
            </code>{" "}
            <small>{about}</small>
          </>
        ),
      })),
  );
  return (
    <>
      <h3>Make a token</h3>
      <form
        ref={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(new FormData(event.currentTarget), { onSuccess: () => form.current?.reset() });
        }}
      >
        <TextField label="What it is for" name="name" maxLength={100} />
        <Checks label="Scopes" name="scopes" hint="Tick as few as it needs, and at least one." choices={choices} />
        <SelectField label="It ends after" name="days" choices={terms} first="90" />
        <button type="submit" className="strong" disabled={add.isPending}>
          Make it
        </button>
        <ActionState action={add} doing="Making it…" done={add.data && `“${add.data.token.name}” is made.`} />
      </form>
      {add.data && (
        <>
          <SecretOnce
            key={add.data.token.id}
            label={`Token “${add.data.token.name}”`}
            secret={add.data.secret}
            about="It is shown this once. Keep it where secrets are kept; who has it can do what its scopes allow, in your name."
          />
          <p className="aside">
            It ends <Instant at={add.data.token.expiresAt} />.
          </p>
        </>
      )}
    </>
  );
}
