import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCompose } from "./deploy-files.ts";
import { readProject } from "./project-files.ts";

test("every secret that Compose names is made, and a second time changes none", () => {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-deploy-"));
  try {
    writeFileSync(join(folder, "make-secrets.sh"), readProject("deploy/make-secrets.sh"));
    const make = () => spawnSync("sh", [join(folder, "make-secrets.sh")], { encoding: "utf8" });
    expect(make()).toMatchObject({ status: 0, stderr: "" });
    const read = () =>
      Object.entries(readCompose().secrets).map(([name, { file }]) => [name, readFileSync(join(folder, file), "utf8")]);
    const first = read();
    const settings = join(folder, ".env");
    expect(statSync(settings).mode & 0o077).toBe(0);
    writeFileSync(settings, "GROUNDSWELL_URL=https://groundswell.example\n");
    expect(make().status).toBe(0);
    expect(read()).toEqual(first);
    expect(readFileSync(settings, "utf8")).toBe("GROUNDSWELL_URL=https://groundswell.example\n");
    const secret = Object.fromEntries(first) as Record<string, string>;
    expect(secret["erasure-key"]).toMatch(/^[\da-f]{64}$/);
    expect(new URL(secret["database-url"] ?? "").password).toBe(secret["postgres-password"]);
    expect(secret["redis-conf"]?.trim()).toBe(`requirepass ${new URL(secret["redis-url"] ?? "").password}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
