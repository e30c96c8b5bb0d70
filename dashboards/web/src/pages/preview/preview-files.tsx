import { actForFile } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import type { PreviewPlace } from "../../place-reports.ts";
import { useAction } from "../../use-action.ts";
import { previewBody } from "./use-preview.ts";

const files = [
  { format: "html", label: "HTML", ending: "html" },
  { format: "markdown", label: "Markdown", ending: "md" },
  { format: "csv", label: "CSV", ending: "csv" },
  { format: "json", label: "JSON", ending: "json" },
] as const;

/** The files of a preview. They are asked for by a body, so that no link can lead to them. */
export function PreviewFiles({ place }: { place: PreviewPlace }) {
  const make = useAction(async ({ format, ending }: (typeof files)[number]) => {
    const file = await actForFile("/api/reports/preview/file", { ...previewBody(place), format });
    keep(file, `${[place.report, place.expertise].filter((one) => one !== "").join("-")}.${ending}`);
  });
  return (
    <>
      {files.map((one) => (
        <button key={one.format} type="button" disabled={make.isPending} onClick={() => make.mutate(one)}>
          {one.label}
        </button>
      ))}
      <ActionState action={make} doing="Making it…" done="Downloaded." />
    </>
  );
}

/** Gives a file to the browser to keep. */
function keep(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
