import { useLive } from "../../live-use.ts";
import { Instant } from "../../parts/instant.tsx";
import { sayProgress } from "../../parts/live-now.tsx";

/** How the pull of a source goes, or went while somebody looked on. */
export function SourceProgress({ source }: { source: string }) {
  const pull = useLive().pulls[source];
  const isGoingOn = pull?.finishedAt === null;
  return (
    <div className="source-progress">
      {pull && (
        <p className={isGoingOn ? "going-on" : pull.error ? "said-wrong" : undefined}>
          Pull {pull.pull}, begun <Instant at={pull.startedAt} />: {sayProgress(pull)}
        </p>
      )}
      {/* Counts change each second: who listens is told of the beginning and the end alone. */}
      <p role="status" className="hidden">
        {pull && (isGoingOn ? "The source is being read." : `The pull has ended: ${sayProgress(pull)}`)}
      </p>
    </div>
  );
}
