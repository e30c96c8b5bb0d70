/** What the API calls a file by: its name without its ending, of letters, digits and hyphens. */
export function registryName(file: string): string {
  const stem = file
    .replace(/\.[^.]*$/, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  return stem
    .replace(/[^a-z0-9]+/gi, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 80)
    .replace(/-+$/, "");
}
