import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("help for newcomers has a colour like every kind of signal", () => {
  const styles = readFileSync(new URL("./styles/kinds.css", import.meta.url), "utf8");
  for (const kind of ["answer", "newcomer-help"]) {
    expect(styles).toContain(`\n.swatch.kind-${kind} {`);
    expect(`\n${styles}`).toContain(`\n.kind-${kind} {`);
  }
});
