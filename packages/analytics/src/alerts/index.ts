export * from "./alert.ts";
export { answererLost } from "./answerer-lost.ts";
export { concentrationMoved, type TopShare } from "./concentration-moved.ts";
export { questionsPileUp } from "./questions-pile-up.ts";
export { risers } from "./riser.ts";
export { sourceSilent } from "./source-silent.ts";
export { type AskedWeek, alertWeeks, type SpaceWeeks, spaceWeeks } from "./space-weeks.ts";
