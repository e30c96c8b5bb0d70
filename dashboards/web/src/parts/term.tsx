import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { question } from "../use-answer.ts";

/** The words of ARCHITECTURE.md with their meanings, which the build writes beside the pages. */
type Glossary = Record<string, string>;

type TermProps = {
  /** As it stands in the table of words. */
  word: string;
  children: ReactNode;
};

/** A word of the glossary: pointing at it, focusing it or pressing it shows what it means; Escape hides that. */
export function Term({ word, children }: TermProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const { data } = useQuery({ ...question<Glossary>("/glossary.json"), staleTime: Number.POSITIVE_INFINITY });
  const meaning = data?.[word];
  useEffect(() => {
    if (!open || !button.current || !tip.current) return;
    place(tip.current, button.current.getBoundingClientRect());
    const hide = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    document.addEventListener("keydown", hide);
    return () => document.removeEventListener("keydown", hide);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer may go from the word to its meaning; the keyboard has the button
    <span className="term" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        ref={button}
        type="button"
        aria-describedby={id}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <span ref={tip} id={id} role="tooltip" className="term-meaning" hidden={!open || meaning === undefined}>
        {meaning}
      </span>
    </span>
  );
}

const edgePx = 12;

/** Under its word, and never out of the window: a table may cut off what hangs over its side. */
function place(tip: HTMLElement, word: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(edgePx, Math.min(word.left, window.innerWidth - width - edgePx));
  const below = word.bottom + height + edgePx < window.innerHeight;
  tip.style.setProperty("left", `${left}px`);
  tip.style.setProperty("top", `${below ? word.bottom : word.top - height}px`);
}
