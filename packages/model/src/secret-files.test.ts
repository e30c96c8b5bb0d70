import { expect, test } from "vitest";
import { readSecretFiles } from "./secret-files.ts";
import { settingsTable } from "./settings-table.ts";

const files: Record<string, string> = {
  "/run/secrets/database": "postgresql://ada:hunter2@db/x\n",
  "/run/empty": "\n",
};
const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined) throw new Error("hunter2 is what the disk said");
  return text;
};

test("every secret can come from a file, without the line end behind it", () => {
  for (const { name } of settingsTable.filter(({ secret }) => secret))
    expect(readSecretFiles({ [`${name}_FILE`]: "/run/secrets/database" }, readFile)).toEqual({
      [name]: "postgresql://ada:hunter2@db/x",
    });
});

test("what is no secret comes from no file", () => {
  expect(readSecretFiles({ GROUNDSWELL_HOST_FILE: "/run/secrets/database" }, readFile)).toEqual({});
});

test("a secret that is given twice, or whose file is empty or not there, is refused without being shown", () => {
  const refused = (env: Record<string, string>) => expect(() => readSecretFiles(env, readFile));
  refused({ DATABASE_URL_FILE: "/run/secrets/database", DATABASE_URL: "hunter2" }).toThrow(
    /^DATABASE_URL and DATABASE_URL_FILE are both set: [^2]*$/,
  );
  refused({ REDIS_URL_FILE: "/run/empty" }).toThrow("REDIS_URL_FILE names an empty file");
  refused({ REDIS_URL_FILE: "/run/none" }).toThrow(/^REDIS_URL_FILE names \/run\/none, which cannot be read: [^2]*$/);
});
