import type { Cadence } from "@groundswell/reports";
import type { ExpertisesAnswer } from "@groundswell/server";
import { useState } from "react";
import { SelectField, TextField } from "../../parts/fields.tsx";
import type { PreviewPlace } from "../../place-reports.ts";
import type { Report } from "../reports/reports-page.tsx";

/** Which windows a report is of, in words. */
export const cadenceWords: Record<Cadence, string> = {
  day: "Every day",
  week: "Every week",
  month: "Every month",
  quarter: "Every quarter",
};

type PreviewFormProps = {
  place: PreviewPlace;
  reports: readonly Report[];
  expertises: ExpertisesAnswer["expertises"];
  onChoose: (form: FormData) => void;
};

/** Which report, about what, of which window. */
export function PreviewForm({ place, reports, expertises, onChoose }: PreviewFormProps) {
  const [name, setName] = useState(place.report);
  const report = reports.find((one) => one.name === name);
  return (
    <form
      className="asking"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(new FormData(event.currentTarget));
      }}
    >
      <SelectField
        label="Report"
        name="report"
        first={place.report}
        choices={reports.map((one) => ({ value: one.name as string, label: one.title }))}
        onChoose={setName}
      />
      {report?.of === "expertise" && (
        <SelectField
          label="Expertise"
          name="expertise"
          first={place.expertise}
          choices={expertises.map((one) => ({ value: one.slug, label: one.name }))}
        />
      )}
      <SelectField
        key={name}
        label="Issued"
        name="cadence"
        first={place.report === name ? place.cadence : ""}
        choices={(report?.cadences ?? []).map((cadence, at) => ({
          value: at === 0 ? "" : cadence,
          label: cadenceWords[cadence],
        }))}
      />
      <TextField label="As of day" name="asOf" type="date" required={false} defaultValue={place.asOf} />
      <button type="submit" className="strong">
        Preview
      </button>
    </form>
  );
}
