import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, realpath, rename, unlink } from "node:fs/promises";
import { join, sep } from "node:path";
import type { ReportContext } from "../context.ts";
import type { Outcome, Parcel } from "../parcel.ts";
import { inName, reportFiles } from "../report-files.ts";

/**
 * Puts the files of reports into a folder under the one that the settings name. A file is there whole or not at all, and the same message
 * twice is one file.
 */
export async function sendToFolder({ folder }: ReportContext, parcel: Parcel): Promise<Outcome> {
  const { target, key, issues, links, formats } = parcel;
  if (folder === null)
    return { kind: "retry", said: "No folder for reports is set: set GROUNDSWELL_REPORTS.", afterMs: null };
  if (target === null || !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(target))
    return { kind: "refused", said: "The name of the folder is not of small letters, digits and hyphens." };
  try {
    await mkdir(join(folder, target), { recursive: true });
    const [root, place] = [await realpath(folder), await realpath(join(folder, target))];
    // A link that somebody put there could lead anywhere.
    if (!place.startsWith(root.endsWith(sep) ? root : root + sep))
      return { kind: "refused", said: `The folder ${target} is a link that leads out of the folder for reports.` };
    const names: string[] = [];
    for (const issue of issues)
      for (const { name, body } of await reportFiles(issue, links, formats)) {
        const [base = "", ending = ""] = name.split(".");
        const keyed = `${base}-${inName(key)}.${ending}`;
        await putWhole(place, keyed, body);
        names.push(keyed);
      }
    return { kind: "sent", said: names.join(", ") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return {
      kind: "retry",
      said: `The files could not be written (${code}): see to the folder for reports.`,
      afterMs: null,
    };
  }
}

/** Under another name first, so that a crash leaves no half of a file under its own. */
async function putWhole(place: string, name: string, body: string): Promise<void> {
  const beside = join(place, `.${name}.${randomUUID()}`);
  try {
    const file = await open(beside, "wx", 0o640);
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, join(place, name));
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  // What a crash left behind of the same file; who still writes one of them tries again.
  for (const left of await readdir(place))
    if (left.startsWith(`.${name}.`)) await unlink(join(place, left)).catch(() => {});
  // The name is kept only once its folder is.
  const folder = await open(place, "r");
  await folder.sync().finally(() => folder.close());
}
