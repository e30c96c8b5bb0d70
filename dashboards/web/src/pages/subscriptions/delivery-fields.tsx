import { Checks, SelectField, TextField } from "../../parts/fields.tsx";
import { type Channel, readByOthers, withDigest, withFormats, withTarget } from "./subscription-words.ts";

const formats = [
  { value: "html", label: "HTML" },
  { value: "markdown", label: "Markdown" },
  { value: "csv", label: "CSV" },
  { value: "json", label: "JSON" },
];
const digests = [
  { value: "", label: "Each report by itself" },
  { value: "day", label: "All of a day in one" },
  { value: "week", label: "All of a week in one" },
];

/** What a way of delivery has to be told, and may be. */
export function DeliveryFields({ channel }: { channel: Channel }) {
  return (
    <>
      {withTarget.includes(channel) && <Target channel={channel} />}
      {withFormats.includes(channel) && (
        <Checks
          label={channel === "mail" ? "Attached to the mail" : "Files"}
          name="formats"
          choices={formats}
          first={channel === "folder" ? ["html", "csv"] : []}
        />
      )}
      {withDigest.includes(channel) && <SelectField label="Messages" name="digest" choices={digests} />}
      <Checks
        label="What is left out"
        name="withoutPeople"
        choices={[{ value: "yes", label: "Everything about people" }]}
        first={readByOthers.includes(channel) ? ["yes"] : []}
        hint={readByOthers.includes(channel) ? "Others read what arrives there." : undefined}
      />
      {channel !== "feed" && (
        <fieldset className="quiet-hours">
          <legend>Hours of quiet</legend>
          <TextField label="From" name="quietFrom" type="time" required={false} />
          <TextField label="To" name="quietTo" type="time" required={false} />
        </fieldset>
      )}
    </>
  );
}

function Target({ channel }: { channel: Channel }) {
  if (channel === "folder")
    return (
      <TextField
        label="Folder"
        name="target"
        maxLength={60}
        placeholder="team-a"
        hint="Small letters, digits and hyphens."
      />
    );
  return (
    <TextField
      label="Address"
      name="target"
      type="url"
      placeholder="https://"
      maxLength={2000}
      hint={channel === "webhook" ? "Messages to it are signed." : "Of the incoming webhook that was made there."}
    />
  );
}
