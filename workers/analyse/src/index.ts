export { type AnalyseContext, type AnalyseResult, type AnalyseStep, analyse, analyseSteps } from "./analyse.ts";
