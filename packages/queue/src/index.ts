export type { Every } from "./every.ts";
export { type JobName, type Jobs, jobNames, slotOf } from "./jobs.ts";
export { type AddOptions, openQueue, type QueueHandle, type QueueOptions } from "./open.ts";
export type { Reconciled, Schedule, Wanted } from "./schedules.ts";
export { countSlots, latestSlot, nextSlot } from "./slots.ts";
export { type Timing, timing } from "./timing.ts";
export type { Counts, DeadLetters } from "./views.ts";
export type { Handler, Work } from "./work.ts";
