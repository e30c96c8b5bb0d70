import type { Reader, ReportMatter } from "@groundswell/reports";
import type { User } from "@groundswell/store";
import { type Asker, may } from "./access.ts";
import { askerFrom } from "./auth/asker.ts";

const reportMatters = ["spaces", "people", "operation"] as const satisfies readonly ReportMatter[];

/** What a user may be given of reports at this moment: what the API would let them read. Null where they are shut out. */
export function readerOf(user: User): Reader | null {
  return user.disabledAt === null ? readerOfAsker(askerFrom(user, "all")) : null;
}

/** What whoever asks may be given of reports; a token brings its scopes. */
export function readerOfAsker(asker: Asker): Reader {
  const { expertises, regions } = asker;
  return { matters: reportMatters.filter((matter) => may(asker, "read", matter, null)), expertises, regions };
}
