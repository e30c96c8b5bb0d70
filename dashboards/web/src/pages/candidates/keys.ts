/** What a key does in a list of people. */
export type KeyDeed = "next" | "previous" | "select" | "search" | "help";

/** The keys as the dialog lists them. Enter and Space are the browser's own. */
export const keyRows: readonly { keys: string[]; about: string }[] = [
  { keys: ["j", "↓"], about: "Next person" },
  { keys: ["k", "↑"], about: "Person before" },
  { keys: ["Enter"], about: "Open the person" },
  { keys: ["x"], about: "Select, or take back" },
  { keys: ["/"], about: "Search" },
  { keys: ["?"], about: "Show these keys" },
];

const letters: Record<string, KeyDeed> = { j: "next", k: "previous", x: "select", "/": "search", "?": "help" };
const arrows: Record<string, KeyDeed> = { ArrowDown: "next", ArrowUp: "previous" };

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };
type Where = {
  /** Whether the focus is where letters are written. */
  isWriting: boolean;
  /** Whether the focus is in the list: elsewhere arrow keys scroll. */
  isInList: boolean;
  /** Whether the reader lets single letters do anything (WCAG 2.1.4). */
  isOn: boolean;
};

/** What a key means where it was pressed; null leaves it to the browser. */
export function keyDeed(
  { key, ctrlKey, metaKey, altKey }: Pressed,
  { isWriting, isInList, isOn }: Where,
): KeyDeed | null {
  if (isWriting || ctrlKey || metaKey || altKey) return null;
  const arrow = isInList ? arrows[key] : undefined;
  return arrow ?? (isOn ? (letters[key] ?? null) : null);
}
