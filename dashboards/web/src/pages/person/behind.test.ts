import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kindBehind } from "./behind.ts";

test("a number opens the signals that it counts, and none where they cannot be told from others", () => {
  expect(kindBehind("pull-request")).toBe("pull-request");
  expect(kindBehind("newcomer-help")).toBeNull();
});

test("help for newcomers has a colour like every kind of signal", () => {
  const styles = readFileSync(new URL("../../styles/kinds.css", import.meta.url), "utf8");
  for (const kind of ["answer", "newcomer-help"]) {
    expect(styles).toContain(`\n.swatch.kind-${kind} {`);
    expect(`\n${styles}`).toContain(`\n.kind-${kind} {`);
  }
});
