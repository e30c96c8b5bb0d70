import { optOut, reportWrongData, resolveWrongData } from "@groundswell/analyse";
import { accountNamed, accountNames, openMarks, type PersonRow, type Store, signalNamed } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";
import { knownPerson, personNumber, personParam } from "./people-fence.ts";
import { json, orRefused } from "./people-refused.ts";

const text = z.string().trim().min(1, "write something").max(1000, "at most 1000 characters");
const key = z.string().min(3).max(1000);
const about = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person") }),
  z.strictObject({ kind: z.literal("account"), account: key }),
  z.strictObject({ kind: z.literal("signal"), signal: key }),
  z.strictObject({ kind: z.literal("link"), a: key, b: key }),
]);
type About = z.output<typeof about>;

const report = declare({
  method: "post",
  path: "/expertises/{expertise}/people/{person}/wrong-data",
  operationId: "reportWrongData",
  summary: "Say that something about a person is wrong: the person, an account, a link or a signal.",
  tags: ["people"],
  access: "people:write",
  request: { params: personParam, body: json(z.strictObject({ about, why: text })) },
  answer: "DataReportAnswer",
  status: 201,
});

const resolve = declare({
  method: "post",
  path: "/expertises/{expertise}/people/{person}/wrong-data/{report}/resolution",
  operationId: "resolveWrongData",
  summary: "Close a report with what was done about it.",
  tags: ["people"],
  access: "people:write",
  request: {
    params: personParam.extend({ report: personNumber.openapi({ type: "integer", minimum: 1 }) }),
    body: json(z.strictObject({ resolution: text })),
  },
  answer: "DataReportAnswer",
});

const leave = declare({
  method: "post",
  path: "/expertises/{expertise}/people/{person}/opt-out",
  operationId: "optOut",
  summary: "Note that a person does not want to be considered, or take that back.",
  tags: ["people"],
  access: "people:write",
  request: { params: personParam, body: json(z.strictObject({ isOut: z.boolean(), reason: text.optional() })) },
  answer: "OptOut",
});

/** What is wrong about a person, and who wants to be left alone. */
export function wrongDataRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(report, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person } = context.req.valid("param");
      const { about: what, why } = context.req.valid("json");
      const known = await knownPerson(store, asker, expertise, person);
      const named = await ownName(store, known, what);
      const answer = await orRefused(
        () => reportWrongData({ store, now, actor: asker.actor }, named, why),
        () => 422,
      );
      return context.json(answer, 201);
    })
    .openapi(resolve, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person, report: id } = context.req.valid("param");
      const { resolution } = context.req.valid("json");
      await knownPerson(store, asker, expertise, person);
      const open = await openMarks(store.pool, [person]);
      if (!open.some((mark) => mark.report === id))
        throw new RequestError(404, `There is no open report ${id} about person ${person}.`);
      const answer = await orRefused(
        () => resolveWrongData({ store, now, actor: asker.actor }, id, resolution),
        () => 409,
      );
      return context.json(answer);
    })
    .openapi(leave, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person } = context.req.valid("param");
      const { isOut, reason = null } = context.req.valid("json");
      const { accounts } = await knownPerson(store, asker, expertise, person);
      const account = accounts.map(({ platform, id }) => `${platform}:${id}`)[0] ?? "";
      const answer = await orRefused(
        () => optOut({ store, now, actor: asker.actor }, { account, isOut, reason }),
        () => 422,
      );
      return context.json(answer);
    });
}

/** What a report is about, in the names of the command. @throws RequestError where it is not about this person */
async function ownName({ pool }: Store, { person }: PersonRow, what: About): Promise<string[]> {
  const isTheirs = async (account: string) => (await accountNamed(pool, account))?.person === person;
  const mine = async (): Promise<string[] | null> => {
    switch (what.kind) {
      case "person":
        return [String(person)];
      case "account":
        return (await isTheirs(what.account)) ? [what.account] : null;
      case "link":
        return (await isTheirs(what.a)) || (await isTheirs(what.b)) ? [what.a, what.b] : null;
      case "signal": {
        const account = (await signalNamed(pool, what.signal))?.accountId ?? null;
        const owner = account === null ? undefined : (await accountNames(pool, [account])).get(account);
        return owner?.person === person ? [what.signal] : null;
      }
    }
  };
  const names = await mine();
  if (names) return names;
  throw new RequestError(404, `That ${what.kind} is not one of person ${person}: take its name from their page.`);
}
