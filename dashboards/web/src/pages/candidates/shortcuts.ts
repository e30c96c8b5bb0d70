import { useState } from "react";

const key = "groundswell:single-keys";

/** Whether single letters do anything, as the reader chose in this browser: people who speak to their browser turn that off. */
export function useSingleKeys(): [isOn: boolean, choose: (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => read() !== "off");
  const choose = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(key, next ? "on" : "off");
    } catch {
      // The choice holds until the page is closed.
    }
  };
  return [isOn, choose];
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
