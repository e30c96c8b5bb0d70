import { type InputHTMLAttributes, type ReactNode, useId } from "react";

type TextFieldProps = InputHTMLAttributes<HTMLInputElement> & { label: string; name: string; hint?: ReactNode };

/** A text to be written, and what it is to be like; needed unless it says otherwise. */
export function TextField({ label, hint, required = true, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>
        {label} {!required && <small>optional</small>}
      </label>
      <input
        id={id}
        required={required}
        aria-describedby={hint ? `${id}-hint` : undefined}
        autoComplete="off"
        {...input}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </p>
  );
}

type SelectFieldProps<T extends string> = {
  label: string;
  name: string;
  choices: readonly { value: T; label: string }[];
  first?: T;
  hint?: ReactNode;
  onChoose?: (value: T) => void;
};

/** One of a few. */
export function SelectField<T extends string>({ label, name, choices, first, hint, onChoose }: SelectFieldProps<T>) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        defaultValue={first}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChoose?.(event.target.value as T)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </p>
  );
}

type ChecksProps = {
  label: string;
  name: string;
  choices: readonly { value: string; label: ReactNode }[];
  first?: readonly string[];
  hint?: ReactNode;
};

/** Any of several; `formTexts` reads them. */
export function Checks({ label, name, choices, first = [], hint }: ChecksProps) {
  return (
    <fieldset className="checks">
      <legend>{label}</legend>
      {hint && <small>{hint}</small>}
      {choices.map(({ value, label: shown }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={first.includes(value)} /> {shown}
        </label>
      ))}
    </fieldset>
  );
}

/** The values that were ticked. */
export function formTexts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}
