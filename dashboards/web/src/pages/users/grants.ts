/** What a user is granted. `*` is every expertise; regions are ISO 3166-1 alpha-2 codes. */
export type Grants = { expertises: string[]; regions: string[] };

/** Regions as somebody writes them: codes apart by commas or spaces. */
export function readRegions(text: string): string[] {
  const codes = text.toUpperCase().split(/[\s,;]+/);
  return [...new Set(codes.filter((code) => code !== ""))];
}

type Sight = Grants & { role: string };

/** What a user sees, in words, as the server judges it. */
export function saySight({ role, expertises, regions }: Sight): string {
  if (role === "admin") return "everything";
  if (role === "operator") return "sources, queues and the spaces of every expertise";
  const isLead = role === "lead";
  // A lead of a region alone looks after its people in every expertise.
  const ofRegions = isLead && expertises.length === 0 && regions.length > 0;
  if (expertises.length === 0 && !ofRegions) return "nothing yet";
  const where = expertises.includes("*") || ofRegions ? "every expertise" : expertises.join(", ");
  if (!isLead) return `spaces of ${where}`;
  return `${where}${regions.length > 0 ? `, people of ${regions.join(", ")}` : ""}`;
}
