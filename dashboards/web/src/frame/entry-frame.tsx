import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { Brand } from "./brand.tsx";
import { PageHead } from "./page-head.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type EntryFrameProps = { title: string; failure: string | null; children: ReactNode };

/** What stands around the pages of who is not signed in. */
export function EntryFrame({ title, failure, children }: EntryFrameProps) {
  return (
    <>
      <header>
        <span className="brand">
          <Brand />
        </span>
        <div className="who-asks">
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className="entry">
        <PageHead title={title} />
        {failure !== null && (
          <p className="notice failure" role="alert">
            {failure}
          </p>
        )}
        {children}
      </main>
    </>
  );
}

type FieldProps = Required<Pick<InputHTMLAttributes<HTMLInputElement>, "name" | "type" | "autoComplete">> & {
  label: string;
};

/** A text that must be given. */
export function Field({ label, ...input }: FieldProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} required {...input} />
    </p>
  );
}

/** What was written into a field. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
