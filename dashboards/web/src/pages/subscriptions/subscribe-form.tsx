import type { ExpertisesAnswer } from "@groundswell/server";
import { useState } from "react";
import { SelectField } from "../../parts/fields.tsx";
import type { Report } from "../reports/reports-page.tsx";
import { ZoneField } from "../schedules/zone-field.tsx";
import { DeliveryFields } from "./delivery-fields.tsx";
import { readWish } from "./read-wish.ts";
import type { FirstWish } from "./subscribe-dialog.tsx";
import { type Channel, channelWords } from "./subscription-words.ts";
import { WatchFields } from "./watch-fields.tsx";

type SubscribeFormProps = {
  reports: readonly Report[];
  channels: readonly Channel[];
  expertises: ExpertisesAnswer["expertises"];
  first: FirstWish;
  busy: boolean;
  onSubscribe: (wish: object) => void;
};

/** What is sent, by which way, and when not. What it may hold is decided again whenever it is sent. */
export function SubscribeForm({ reports, channels, expertises, first, busy, onSubscribe }: SubscribeFormProps) {
  const [name, setName] = useState(first.report);
  const [channel, setChannel] = useState<Channel>(channels[0] ?? "feed");
  const report = reports.find((one) => one.name === name) ?? reports[0];
  if (!report) return <p>There is no report that you may read.</p>;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubscribe(readWish(new FormData(event.currentTarget), first.watched ?? null));
      }}
    >
      <SelectField
        label="Report"
        name="report"
        first={report.name as string}
        choices={reports.map((one) => ({ value: one.name as string, label: one.title }))}
        onChoose={(next) => setName(next)}
      />
      {report.of === "expertise" && (
        <SelectField
          label="Expertise"
          name="expertise"
          first={first.expertise ?? ""}
          choices={[
            { value: "", label: "All that I may see" },
            ...expertises.map((one) => ({ value: one.slug, label: one.name })),
          ]}
        />
      )}
      {report.name === "alerts" && <WatchFields watched={first.watched ?? null} />}
      <SelectField
        label="By"
        name="channel"
        first={channel}
        choices={channels.map((value) => ({ value, label: channelWords[value] }))}
        onChoose={setChannel}
      />
      <DeliveryFields key={channel} channel={channel} />
      {channel !== "feed" && <ZoneField hint="Of the hours of quiet, and of the time of a digest." />}
      <button type="submit" className="strong" disabled={busy}>
        Subscribe
      </button>
    </form>
  );
}
