const key = "groundswell:theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What a reader chose in this browser; the system's own unless they did. */
export function keptTheme(): Theme {
  const kept = read();
  return themes.find((theme) => theme === kept) ?? "system";
}

/** Chooses, and keeps the choice where the browser lets pages keep anything. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The choice holds until the page is closed.
  }
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
