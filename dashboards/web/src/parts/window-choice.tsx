import type { WindowName } from "../place.ts";
import { Choice } from "./choice.tsx";

const windows = [
  { value: "12-weeks", label: "12 weeks" },
  { value: "12-months", label: "12 months" },
] as const;

/** How far back a page looks. */
export function WindowChoice(props: { value: WindowName; onChoose: (window: WindowName) => void }) {
  return <Choice label="Window" choices={windows} {...props} />;
}
