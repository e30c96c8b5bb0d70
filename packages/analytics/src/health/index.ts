export * from "./asked-thread.ts";
export * from "./kaplan-meier.ts";
export * from "./measured-rate.ts";
export * from "./rank-support.ts";
export * from "./responders.ts";
export * from "./space-health.ts";
export * from "./support-need.ts";
export * from "./support-reasons.ts";
