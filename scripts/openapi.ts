// The OpenAPI document as the server gives it, the client's types that are made from it, and the page about the API.
import openapiTS, { astToString } from "openapi-typescript";
import { createServer, openToAll } from "../dashboards/server/src/index.ts";

type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  "x-access": string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
};

/** What of the document is looked at here. */
export type OpenApiDocument = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

/** A server that is only asked what its routes are: no request of it reaches a store. */
export function describedServer() {
  return createServer({
    store: null as never,
    now: () => new Date(0),
    access: openToAll(),
    queueView: async () => null,
    webFolder: "",
  });
}

/** The document, as `/api/openapi.json` gives it. */
export async function openApiDocument(): Promise<OpenApiDocument> {
  const response = await describedServer().request("/api/openapi.json");
  if (!response.ok) throw new Error(`The document cannot be made: ${await response.text()}`);
  return (await response.json()) as OpenApiDocument;
}

/** Every operation with its method and path, in the order of the paths. */
export function operationsOf({ paths }: OpenApiDocument): (Operation & { method: string; path: string })[] {
  return Object.entries(paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
    );
}

/** The types of a client, for `openapi-fetch`. */
export async function apiClientFile(): Promise<string> {
  const nodes = await openapiTS((await openApiDocument()) as never, { alphabetize: true });
  return `// Generated from the OpenAPI document by "npm run docs": do not edit.\n${astToString(nodes)}`;
}

/** The generated files about the API. */
export async function apiPages(): Promise<Record<string, string>> {
  return { "docs/api.md": await apiPage(), "test/api-client.d.ts": await apiClientFile() };
}

async function apiPage(): Promise<string> {
  const all = operationsOf(await openApiDocument());
  const tags = [...new Set(all.flatMap((operation) => operation.tags))].sort();
  const tables = tags.map((tag) => {
    const rows = all.filter((operation) => operation.tags.includes(tag)).map(routeRow);
    return `### ${tag}\n\n| route | what it does | needs | answer |\n| --- | --- | --- | --- |\n${rows.join("\n")}`;
  });
  return `${words}\n\n## Routes\n\nEvery path begins with \`/api\`.\n\n${tables.join("\n\n")}\n`;
}

function routeRow(operation: ReturnType<typeof operationsOf>[number]): string {
  const { method, path, summary, responses } = operation;
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const names = query.map(({ name }) => `\`${name}\``).join(", ");
  const contents = Object.entries(responses).flatMap(([status, { content }]) =>
    status === "default" ? [] : [content],
  );
  const answers = contents.flatMap((content) => Object.entries(content ?? {}).map(answerName));
  const cells = [
    `\`${method} ${path}\``,
    `${summary}${names === "" ? "" : ` Query: ${names}.`}`,
    operation["x-access"],
    answers.join(", ") || "none",
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function answerName([type, content]: [string, unknown]): string {
  const { schema } = content as { schema?: { $ref?: string } };
  return schema?.$ref?.split("/").at(-1) ?? type;
}

const words = `# API

<!-- Written by \`npm run docs\` from the code: change it there. -->

Pages, scripts and exports ask the same routes: what the screen shows is what the API gives. \`groundswell up\` serves them under \`/api\`, and
their OpenAPI 3.1 document at \`/api/openapi.json\`, from which clients can be generated.

## Coming in

A browser signs in and sends its session's cookie. A program sends a token: make one on the page of your account, with the scopes it needs
and the day on which it ends. It is shown once.

\`\`\`sh
curl -H "Authorization: Bearer $GROUNDSWELL_TOKEN" https://groundswell.example/api/expertises
\`\`\`

A token may never do more than its user, and only what its scopes say: \`spaces:read\`, \`people:write\` and so on, the column "needs" below. A
user sees the expertises that an admin granted; any other one is answered as if it were not there (404). Product teams read about
spaces only: of people those answers hold counts, and the public handles of who asked or wrote something.

## Conventions

- **Windows** are half-open, in UTC: \`from\` is in, \`to\` is not, both as \`2026-01-31\` or with a time. Without them a window is the twelve weeks
  before the newest run. \`asOf\` asks what was known at an instant. Every answer says its window, run, policy version and coverage.
- **The newest run.** An answer stands as its run saw it. Decisions, erasures and new sources show at once, what a pull brought with the next run.
- **Unknown is \`null\`**, never 0. Shares are 0 to 1, instants ISO 8601 in UTC.
- **Paging.** Long lists take \`limit\` and \`offset\`, around the rows the answer stays whole, and the header \`x-total-count\` counts all rows. Without
  a limit all rows come. Lists of signals and threads take \`limit\` and \`after\`, which is the \`next\` of the page before.
- **Keys in paths** are encoded: \`discourse:forum.example/c/5\` is written \`discourse%3Aforum.example%2Fc%2F5\`.
- **Unchanged answers.** Answers carry an \`etag\`; sent back as \`if-none-match\` it is answered with 304 while it holds.
- **CSV.** With \`format=csv\` the same rows come in the same order, as RFC 4180 says, in UTF-8 with a byte order mark. A cell that a spreadsheet
  would run gets an apostrophe before it.
- **Errors** are problem details (RFC 9457): \`{ type, title, status, detail, instance }\`; \`detail\` says what to do. 400 the request is written wrongly,
  401 nobody is signed in, 403 not allowed, 404 not there or not yours to know, 409 in conflict with what is there, 422 cannot be done,
  429 too much at once: ask again later. A parameter that a route does not know is refused, not ignored.`;
