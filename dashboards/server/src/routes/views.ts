import { removeView, type SavedView, savedViews, saveView } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { ViewAnswer, ViewsAnswer } from "../answers-spaces.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";

const list = declare({
  method: "get",
  path: "/views",
  operationId: "views",
  summary: "The asker's saved views, by name.",
  tags: ["start"],
  access: "signed-in",
  request: { query: nothing },
  answer: "ViewsAnswer",
});

const save = declare({
  method: "post",
  path: "/views",
  operationId: "saveView",
  summary: "Keep the address of a page with all that is chosen in it, under a name of one's own.",
  tags: ["start"],
  access: "signed-in",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            name: z.string().trim().min(1, "give it a name").max(100),
            // Two slashes, or a backslash, would lead to another host.
            path: z
              .string()
              .max(2000)
              .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, "give a path of these pages, as /spaces/lumen?weighting=people"),
          }),
        },
      },
    },
  },
  answer: "ViewAnswer",
  status: 201,
});

const remove = declare({
  method: "delete",
  path: "/views/{view}",
  operationId: "removeView",
  summary: "Remove a saved view of one's own.",
  tags: ["start"],
  access: "signed-in",
  request: {
    params: z.strictObject({
      view: z
        .string()
        .regex(/^\d{1,9}$/, "give its number")
        .transform(Number)
        .openapi({ type: "integer" }),
    }),
  },
  answer: null,
});

/** What a user comes back to. Nobody sees the views of others. */
export function viewsRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const views = await savedViews(store, required(context.get("asker")).id);
      const answer: ViewsAnswer = { views: views.map(printView) };
      return context.json(answer);
    })
    .openapi(save, async (context) => {
      const user = required(context.get("asker")).id;
      const view = await possible(() => saveView(store, { user, ...context.req.valid("json"), now: now() }));
      return context.json(printView(view), 201);
    })
    .openapi(remove, async (context) => {
      const { view } = context.req.valid("param");
      if (!(await removeView(store, required(context.get("asker")).id, view)))
        throw new RequestError(404, `You have no view ${view}: the list of yours is at /api/views.`);
      return context.body(null, 204);
    });
}

function printView({ savedAt, ...view }: SavedView): ViewAnswer {
  return { ...view, savedAt: savedAt.toISOString() };
}
