import { useState } from "react";

/** An insight with its figures marked, its caveats apart: as a heading of a page, or as a paragraph. */
export function Sentence({ text, as: Tag }: { text: string; as: "p" | "h2" }) {
  const [claim = "", ...caveats] = text.split(/(?<=\.) (?=[A-Z])/);
  return (
    <>
      <Tag className="sentence">
        {claim.split(figures).map((part, index) =>
          // Splitting by a pattern with one group puts what matched at the odd places.
          index % 2 === 0 ? part : <Figure key={`${index} ${part}`} text={part} />,
        )}
      </Tag>
      {caveats.length > 0 && <p className="caveat">{caveats.join(" ")}</p>}
    </>
  );
}

/** "5 of 51 active spaces" and "73 %", what a glance should catch; and intervals and dates, which should not break. */
const figures =
  /(\([^()]* interval [^()]*\)|\b\d{4}-\d{2}-\d{2}\b|\b\d+ of \d+(?: active spaces)?|(?:(?:just )?(?:over|under) )?\b\d+ %)/;

function Figure({ text }: { text: string }) {
  if (text.startsWith("(")) return <span className="whole interval">{text}</span>;
  const isDate = /^\d{4}-/.test(text);
  return isDate ? <span className="whole">{text}</span> : <strong className="whole">{text}</strong>;
}

type CopyButtonProps = { text: string; what?: "sentence" | "link" };

/** Puts a sentence, or a link, where it can be pasted from. */
export function CopyButton({ text, what = "sentence" }: CopyButtonProps) {
  const [said, setSaid] = useState("");
  // Browsers lend the clipboard to secure pages only.
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid(`Not copied: ${what === "link" ? "take it from the address bar" : "select the sentence"} instead`),
    );
  return (
    <p className="copy">
      <button type="button" onClick={copy}>
        Copy the {what}
      </button>{" "}
      <span role="status">{said}</span>
    </p>
  );
}
