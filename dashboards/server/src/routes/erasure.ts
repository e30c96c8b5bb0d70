import { accountNamed, erasePerson, findPersons, noteAudit } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { ErasureAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";

const person = z.string().min(1).max(300).openapi({ description: "A person's number, or platform:id of an account." });

const preview = declare({
  method: "post",
  path: "/erasures/preview",
  operationId: "previewErasure",
  summary: "What erasing a person would take away, and what to type to confirm it.",
  tags: ["administration"],
  access: "administration:write",
  request: { body: { required: true, content: { "application/json": { schema: z.strictObject({ person }) } } } },
  answer: "ErasureAnswer",
});

const erase = declare({
  method: "post",
  path: "/erasures",
  operationId: "erase",
  summary: "Remove a person from everything that is stored, for good; later readings do not bring them back.",
  tags: ["administration"],
  access: "administration:write",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            person,
            confirm: z.string().max(500),
            reason: z.string().max(500).nullable().default(null),
          }),
        },
      },
    },
  },
  answer: "ErasureAnswer",
});

/** Erasure: look, then do it with the name typed. */
export function erasureRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(preview, async (context) => {
      const { number, name } = await named(context.req.valid("json").person);
      const { actor } = required(context.get("asker"));
      const asked = { person: number, actor, reason: null, now: now(), dryRun: true };
      const erased = await possible(() => erasePerson(store, asked));
      await noteAudit(store, { at: now(), actor, action: "previewErasure", subject: `person ${number}`, detail: {} });
      const answer: ErasureAnswer = { done: false, erased, confirm: name };
      return context.json(answer);
    })
    .openapi(erase, async (context) => {
      const { person: text, confirm, reason } = context.req.valid("json");
      const { number, name } = await named(text);
      if (plain(confirm) !== plain(name))
        throw new RequestError(
          422,
          "The name that was typed is not the person's: look at the preview and type it again.",
        );
      const { actor } = required(context.get("asker"));
      const asked = { person: number, actor, reason, now: now(), dryRun: false };
      const answer: ErasureAnswer = {
        done: true,
        erased: await possible(() => erasePerson(store, asked)),
        confirm: null,
      };
      return context.json(answer);
    });

  /** The person's number, and what they are called: by a name or handle, else by their number. */
  async function named(text: string): Promise<{ number: number; name: string }> {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : (await accountNamed(store.pool, text))?.person;
    const found = number === undefined ? null : (await findPersons(store, [number])).get(number);
    if (number === undefined || !found)
      throw new RequestError(
        404,
        "There is no such person: give their number, or platform:id of one of their accounts.",
      );
    return { number, name: found.name ?? `person ${number}` };
  }
}

const plain = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();
