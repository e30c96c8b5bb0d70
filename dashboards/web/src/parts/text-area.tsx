import { useId } from "react";

type TextAreaProps = { label: string; value: string; onChange: (value: string) => void; required?: boolean };

/** Some lines of text, as long as the API keeps. */
export function TextArea({ label, value, onChange, required = true }: TextAreaProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={1000}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}
