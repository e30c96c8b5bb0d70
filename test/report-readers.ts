import { createHttp } from "@groundswell/connectors";
import type { ReportContext } from "@groundswell/report";
import type { Reader, ReportDocument, ReportRow } from "@groundswell/reports";
import { addUser, type Store, saveEdition, subscribe, type User, type Wish } from "@groundswell/store";

/** The instant at which the tests of delivery begin: a Saturday at noon. */
export const start = new Date("2026-01-10T12:00:00Z");
const by = { actor: "a test", at: start };

/** A row of a report about a person of a country, or about nobody. */
export function rowOf(text: string, person: number | null = null, region: string | null = null): ReportRow {
  return { about: { expertise: "lumen", person, region, alert: null }, cells: [text], notes: [] };
}

/** A report as R1 to R4 would build it, with one table of spaces and one of people. */
export function documentOf(name: string, more: Partial<ReportDocument> = {}): ReportDocument {
  const section = {
    note: null,
    chart: null,
    columns: [{ key: "a", title: "Name", kind: "text" as const }],
    empty: "None.",
  };
  return {
    ...{ report: "candidates", title: `Candidates and risers: ${name}`, expertise: "lumen", matter: "spaces" },
    ...{
      window: { from: "2025-12-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
      asOf: "2026-01-01T00:00:00.000Z",
    },
    ...{ insight: `Two rose in ${name}.`, figures: [], changes: ["One more than before."] },
    sections: [
      { ...section, key: "spaces", title: "Where", matter: "spaces", rows: [rowOf("lumen-forum")] },
      {
        ...section,
        ...{ key: "people", title: "Who", matter: "people" },
        rows: [rowOf("Vera-of-Germany", 1, "DE"), rowOf("Noor-of-Egypt", 2, "EG"), rowOf("Kim-of-Nowhere", 3)],
      },
    ],
    basis: {
      coverage: 1,
      gaps: [],
      policyVersion: "2026.1",
      runs: [1],
      inputWatermark: 10,
      tracks: ["expert"],
      warnings: [],
    },
    ...more,
  };
}

/** The people whom the reports of these tests show. */
export async function makePeople(store: Store): Promise<void> {
  await store.pool.query(
    `insert into accounts (id, platform, native_id, name, observed_at) select n, 'qa.example', 'p' || n, 'Person ' || n, now()
     from generate_series(1, 3) n on conflict do nothing`,
  );
}

/** Issues a report for whoever subscribed: each of another month, or a revision of what was issued of that month. */
export async function issue(
  store: Store,
  document: ReportDocument,
  builtAt: Date,
  month = 0,
  revision = 1,
): Promise<number> {
  const window = { from: new Date(Date.UTC(2020, month, 1)), to: new Date(Date.UTC(2020, month + 1, 1)) };
  const { report, expertise } = document;
  await makePeople(store);
  const of = { report, expertise, cadence: "month", window, revision, revised: [], watermark: null };
  return (await saveEdition(store, { ...of, document, builtAt })).id;
}

/** Adds a user of a role. */
export function person(store: Store, name: string, role: User["role"] = "lead"): Promise<User> {
  return addUser(store, { name, email: `${name}@corp.example`, role }, by);
}

/** Subscribes a user: to candidates by mail unless told otherwise. */
export function follow(store: Store, user: string, more: Partial<Wish> = {}) {
  const usual: Pick<Wish, "report" | "expertise" | "channel" | "withoutPeople" | "formats" | "digest"> = {
    ...{ report: "candidates", expertise: null, channel: "mail", withoutPeople: false, formats: [], digest: null },
  };
  return subscribe(store, { ...usual, quiet: null, tz: "UTC", target: null, watch: null, user, ...more }, by);
}

const matters: Record<User["role"], Reader["matters"]> = {
  admin: ["people", "spaces", "operation"],
  lead: ["people", "spaces", "operation"],
  product: ["spaces"],
  operator: ["operation", "spaces"],
};

/** What roles and grants let somebody read, as the API has it. */
export function readerOf({ role, disabledAt, expertises, regions }: User): Reader | null {
  if (disabledAt !== null) return null;
  return {
    matters: matters[role],
    expertises: role === "admin" || expertises.includes("*") || expertises.length === 0 ? "all" : expertises,
    regions: regions.length === 0 ? "all" : regions,
  };
}

export const secret = "a secret of these tests, long enough to be one";

/** What sending needs: mail to a port of this machine, hooks on it allowed. */
export function contextOf(
  store: Store,
  now: () => Date,
  smtp: { port: number; from?: string } | null = null,
): ReportContext {
  const { port = 0, from = "Groundswell <reports@g.example>" } = smtp ?? {};
  return {
    ...{ store, now, readerOf, secret, folder: null, policyFile: null },
    publicUrl: "https://g.example",
    http: createHttp({ userAgent: "test", guard: "public-only", allowHosts: ["127.0.0.1"], now }),
    mail: smtp === null ? null : { url: `smtp://127.0.0.1:${port}`, from },
  };
}
