import type { ExpertisesAnswer } from "@groundswell/server";
import { formText } from "../../frame/entry-frame.tsx";
import { Checks, formTexts, SelectField, TextField } from "../../parts/fields.tsx";
import { useAnswer } from "../../use-answer.ts";
import { type Grants, readRegions } from "./grants.ts";

type Role = (typeof roles)[number]["value"];
const roles = [
  { value: "product", label: "product: spaces of what is granted, never people" },
  { value: "lead", label: "lead: people and spaces of what is granted" },
  { value: "operator", label: "operator: sources and queues, never people" },
  { value: "admin", label: "admin: everything" },
] as const;

/** The role of a user and what is granted to them; `readUserFields` reads them. */
export function UserFields({ first: { role, expertises, regions } }: { first: { role: Role } & Grants }) {
  const { answer } = useAnswer<ExpertisesAnswer>("/api/expertises");
  const known = (answer?.expertises ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  // Also those that are not listed, or not yet: what is granted and no tick shows would be taken back unseen.
  const unlisted = expertises.filter((slug) => slug !== "*" && !known.some(({ value }) => value === slug));
  return (
    <>
      <SelectField label="Role" name="role" choices={roles} first={role} />
      <Checks
        // What is not there yet when it is first drawn could not be ticked.
        key={known.length}
        label="Expertises"
        name="expertises"
        hint="For leads and product teams."
        choices={[
          { value: "*", label: "every expertise, also later ones" },
          ...known,
          ...unlisted.map((slug) => ({ value: slug, label: slug })),
        ]}
        first={expertises}
      />
      <TextField
        label="Regions"
        name="regions"
        required={false}
        defaultValue={regions.join(", ")}
        placeholder="DE, FR"
        hint="For leads: two letters for each country. With regions they see people of these alone."
      />
    </>
  );
}

export function readUserFields(form: FormData): { role: Role; grants: Grants } {
  const role = roles.find(({ value }) => value === formText(form, "role"))?.value ?? "product";
  return {
    role,
    grants: { expertises: formTexts(form, "expertises"), regions: readRegions(formText(form, "regions")) },
  };
}
