import { PageHead } from "../frame/page-head.tsx";
import { SourcesSection } from "./sources-section.tsx";

/** How every source stands. */
export function SourcesPage() {
  return (
    <>
      <PageHead title="Sources" />
      <SourcesSection />
    </>
  );
}
