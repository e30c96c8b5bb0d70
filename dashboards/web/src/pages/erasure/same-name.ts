/** Whether a name was typed as it stands there, spaces and case aside, as the server reads it. */
export function isSameName(typed: string, name: string): boolean {
  return name !== "" && plain(typed) === plain(name);
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}
