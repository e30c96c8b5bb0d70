export { type CollectContext, collect, type PullResult } from "./collect.ts";
