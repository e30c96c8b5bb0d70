import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Real data that is not part of the project, beside its root.
 * @returns the folder, or null where it is not there, with the reason printed
 */
export function realData(name: string): string | null {
  const folder = fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url));
  if (existsSync(folder)) return folder;
  console.info(`skipped: there is no real data at ../shared/data/${name}`);
  return null;
}
