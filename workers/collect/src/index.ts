export { type CollectContext, collect, type PullResult } from "./collect.ts";
export { type Replayed, replay } from "./replay.ts";
export { type WorkContext, workOnCollect } from "./work.ts";
export { type ReplayWork, workOnReplay } from "./work-replay.ts";
