import { Link } from "@tanstack/react-router";
import { Empty, Failure, Loading } from "../parts/states.tsx";
import { PageHead } from "./page-head.tsx";

export function PageLoading() {
  return <Loading what="the page" lines={12} />;
}

/** A page that could not be shown at all. */
export function PageFailure({ error, again }: { error: unknown; again: () => void }) {
  return (
    <>
      <PageHead title="This page could not be shown" />
      <Failure message={error instanceof Error ? error.message : String(error)} again={again} />
    </>
  );
}

export function NotFound() {
  return (
    <main id="main">
      <PageHead title="There is no such page" />
      <Empty title="The address leads nowhere.">
        <p>
          It may have been typed or cut short. <Link to="/">Go home</Link>
        </p>
      </Empty>
    </main>
  );
}
