import { formText } from "../../frame/entry-frame.tsx";
import { formTexts } from "../../parts/fields.tsx";

/** What the form asks of the API. A field that is not there leaves the choice to the API. */
export function readWish(form: FormData, watched: { kind: string } | null) {
  const read = (name: string) => formText(form, name).trim();
  const [from, to] = [read("quietFrom"), read("quietTo")];
  const report = read("report");
  return {
    report,
    expertise: read("expertise") || null,
    channel: read("channel"),
    target: read("target") || null,
    formats: formTexts(form, "formats"),
    digest: read("digest") || null,
    withoutPeople: form.get("withoutPeople") === "yes",
    quiet: from === "" || to === "" ? null : { from, to },
    ...(read("tz") === "" ? {} : { tz: read("tz") }),
    watch: report === "alerts" ? readWatch(form, watched) : null,
  };
}

/** All kinds are none in particular, so that a kind which comes later is told of too. */
function readWatch(form: FormData, watched: { kind: string } | null) {
  const kinds = formTexts(form, "kinds");
  const isEvery = kinds.length === 0 || kinds.length === Number(form.get("everyKind"));
  const subject = watched === null ? "" : formText(form, "subject");
  const watch = { kinds: isEvery ? null : kinds, subjects: subject === "" ? null : [subject] };
  return watch.kinds === null && watch.subjects === null ? null : watch;
}
