import { SelectField } from "../../parts/fields.tsx";

/** The reader's own time zone. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type ZoneFieldProps = { hint?: string; onChoose?: (tz: string) => void };

/** One of the time zones that the browser knows; the reader's own first. */
export function ZoneField({ hint, onChoose }: ZoneFieldProps) {
  const own = ownZone();
  const others = ["UTC", ...Intl.supportedValuesOf("timeZone")].filter((zone) => zone !== own);
  return (
    <SelectField
      label="Time zone"
      name="tz"
      first={own}
      choices={[own, ...new Set(others)].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      {...(hint ? { hint } : {})}
      {...(onChoose ? { onChoose } : {})}
    />
  );
}
