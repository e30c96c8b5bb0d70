import { useId } from "react";
import { factor } from "../../parts/format.ts";
import { changedValues, type Dial } from "./dials.ts";

type SliderRowProps = {
  dials: readonly Dial[];
  values: Readonly<Record<string, number>>;
  onChange: (values: Record<string, number>) => void;
};

/** A slider for each dial; `values` are those that differ from the policy. */
export function SliderRow({ dials, values, onChange }: SliderRowProps) {
  const changed = changedValues(dials, values);
  return (
    <div className="sliders">
      {dials.map((dial) => (
        <Slider
          key={dial.key}
          dial={dial}
          value={changed[dial.key] ?? dial.policy}
          onChange={(value) => onChange({ ...values, [dial.key]: value })}
        />
      ))}
    </div>
  );
}

type SliderProps = { dial: Dial; value: number; onChange: (value: number) => void };

function Slider({ dial, value, onChange }: SliderProps) {
  const { label, about, policy, least, most, step, word } = dial;
  const id = useId();
  return (
    <div className="slider">
      <label htmlFor={id}>
        {label} <small>{about}</small>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={word ? word(value) : factor(value)}
        // Steps of a tenth do not add up in binary.
        onChange={(event) => onChange(Math.round(Number(event.target.value) * 10) / 10)}
      />
      <output htmlFor={id}>
        {factor(value)}
        {value !== policy && <small> policy {factor(policy)}</small>}
      </output>
    </div>
  );
}
