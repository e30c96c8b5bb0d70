import { readUnsubscribe } from "@groundswell/report";
import { reports } from "@groundswell/reports";
import { endSubscription, findSubscription, type Subscription } from "@groundswell/store";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { ApiOptions } from "./api.ts";
import { RequestError } from "./problem.ts";

/**
 * Where a mail's subscription is ended: a page with a button for people, and the one click of their programs (RFC 8058). Whoever has the address
 * may, signed in or not; so only a POST ends anything, for programs that look at links beforehand only GET them. Doing it again changes nothing.
 */
export function unsubscribePage({ store, now, reporting }: ApiOptions): Hono {
  const tooLong = () => {
    throw new RequestError(413, "This is more than a mail program sends.");
  };
  return new Hono()
    .get("/unsubscribe/:token", async (context) => {
      const subscription = await meant(context);
      return show(context, subscription && subscription.endedAt === null ? askFor(subscription) : ended());
    })
    .post("/unsubscribe/:token", bodyLimit({ maxSize: 4_096, onError: tooLong }), async (context) => {
      const subscription = await meant(context);
      if (subscription)
        await endSubscription(store, subscription.id, "unsubscribed", { actor: subscription.user, at: now() });
      return show(context, ended());
    });

  /** Null where the subscription, or its owner, is gone. @throws RequestError where the address was not made here */
  async function meant(context: Context): Promise<Subscription | null> {
    const id = reporting ? readUnsubscribe(reporting.secret, context.req.param("token") ?? "") : null;
    if (id === null)
      throw new RequestError(404, "This address ends no subscription: take the whole of it from the mail, or sign in.");
    return findSubscription(store, id);
  }
}

type Part = ReturnType<typeof html>;

function askFor({ report, expertise }: Subscription): Part {
  const title = reports.find((one) => one.name === report)?.title ?? report;
  const what = expertise === null ? title : `${title}: ${expertise}`;
  return html`<p>You are sent the report “${what}”.</p>
<form method="post"><button type="submit">Send it no more</button></form>`;
}

function ended(): Part {
  return html`<p>You are sent this report no more. Nothing is left to do.</p>`;
}

async function show(context: Context, part: Part): Promise<Response> {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Groundswell: end a subscription</title>
</head>
<body>
<main>
<h1>End a subscription</h1>
${part}
</main>
</body>
</html>
`;
  return context.html(page, 200, { "cache-control": "no-store" });
}
