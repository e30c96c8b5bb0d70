import { Dialog } from "../../parts/dialog.tsx";
import { keyRows } from "./keys.ts";

type ShortcutsDialogProps = { isOn: boolean; onSwitch: (isOn: boolean) => void; onClose: () => void };

/** The keys of the list, and the switch that turns single letters off. */
export function ShortcutsDialog({ isOn, onSwitch, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys">
        {keyRows.map(({ keys, about }) => (
          <div key={about}>
            <dt>
              {keys.map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label className="tick">
          <input type="checkbox" checked={isOn} onChange={(event) => onSwitch(event.target.checked)} /> Single letters
          do this
        </label>
      </p>
    </Dialog>
  );
}
