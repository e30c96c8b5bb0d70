import type { Answer } from "@groundswell/server";
import { Checks, SelectField } from "../../parts/fields.tsx";
import { useAnswer } from "../../use-answer.ts";
import type { FirstWish } from "./subscribe-dialog.tsx";

/** Which alerts somebody wants to be told of. */
export function WatchFields({ watched }: { watched: FirstWish["watched"] | null }) {
  const { answer } = useAnswer<Answer["AlertsAnswer"]>("/api/alerts");
  if (answer === null) return <p className="aside">Asking which alerts there are…</p>;
  const kinds = answer.kinds.map(({ kind, title }) => ({ value: kind, label: title }));
  return (
    <>
      {watched && (
        <SelectField
          label="Of what"
          name="subject"
          choices={[
            { value: watched.subject, label: `${watched.name} alone` },
            { value: "", label: "Everything" },
          ]}
        />
      )}
      <Checks
        label="Tell me when it"
        name="kinds"
        choices={kinds}
        first={watched ? [watched.kind] : kinds.map(({ value }) => value)}
      />
      <input type="hidden" name="everyKind" value={kinds.length} />
    </>
  );
}
