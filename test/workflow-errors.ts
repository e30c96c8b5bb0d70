// Prints, as JSON, what GitHub's own parser finds wrong with the workflow on standard input. A program of its own, because the parser imports
// its schema in a way that takes tsx.
import { readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

const { context, value } = parseWorkflow(
  { name: "workflow.yml", content: readFileSync(0, "utf8") },
  new NoOperationTraceWriter(),
);
if (value) await convertWorkflowTemplate(context, value);
console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));
