import { useId, useRef, useState } from "react";

type SecretOnceProps = { label: string; secret: string; about: string };

/** A secret that is shown this once, with a button that copies it. */
export function SecretOnce({ label, secret, about }: SecretOnceProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = () => {
    const select = () => {
      field.current?.select();
      setSaid("It is selected: copy it with the keyboard.");
    };
    // Browsers lend the clipboard to secure pages only.
    if (!navigator.clipboard) return select();
    navigator.clipboard.writeText(secret).then(() => setSaid("Copied."), select);
  };
  return (
    <div className="secret-once">
      <label htmlFor={id}>{label}</label>
      <div className="secret-line">
        <input id={id} ref={field} readOnly value={secret} aria-describedby={`${id}-about`} />
        <button type="button" onClick={copy}>
          Copy
        </button>
      </div>
      <p id={`${id}-about`} className="caveat">
        {about}
      </p>
      <p role="status" className="aside">
        {said}
      </p>
    </div>
  );
}
