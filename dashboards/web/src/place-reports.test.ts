import { expect, test } from "vitest";
import {
  deliveriesPath,
  editionsPath,
  readAlertsPlace,
  readEditionPlace,
  readMutePlace,
  readPreviewPlace,
  readReportsPlace,
  readSubscriptionsPlace,
} from "./place-reports.ts";

test("what narrows the editions is asked of the API, and what is empty is not", () => {
  const place = readReportsPlace({ report: "support", search: "lumen & co", after: 12 });
  expect(editionsPath(place, 20)).toBe("/api/editions?report=support&search=lumen+%26+co&after=12&limit=20");
  expect(editionsPath(readReportsPlace({ after: "12; drop" }), 20)).toBe("/api/editions?limit=20");
});

test("an edition is compared with a number, and with nothing else", () => {
  expect(readEditionPlace({ with: 7 })).toEqual({ with: 7 });
  expect(readEditionPlace({ with: "../7" })).toEqual({ with: 0 });
});

test("a preview that is of no known cadence or day is of the usual one, today", () => {
  expect(readPreviewPlace({ report: "trends", cadence: "quarter", asOf: "2026-01-31" })).toEqual({
    ...{ report: "trends", expertise: "", cadence: "quarter", asOf: "2026-01-31" },
  });
  expect(readPreviewPlace({ cadence: "hour", asOf: "soon" })).toMatchObject({ cadence: "", asOf: "" });
});

test("deliveries are one's own unless somebody asks for everybody's", () => {
  expect(deliveriesPath(readSubscriptionsPlace({}))).toBe("/api/deliveries?of=me");
  expect(deliveriesPath(readSubscriptionsPlace({ of: "everybody", subscription: 3 }))).toBe(
    "/api/deliveries?of=everybody&subscription=3",
  );
});

test("alerts are the open ones unless somebody asks for those that are over", () => {
  expect(readAlertsPlace({ state: "all" }).state).toBe("open");
  expect(readAlertsPlace({ state: "ended" }).state).toBe("ended");
});

test("the subject of a mute may be anything that a space's key may be", () => {
  expect(readMutePlace({ expertise: "lumen", kind: "riser", subject: "person:12" }).subject).toBe("person:12");
});
