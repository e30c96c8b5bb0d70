import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { AddWebhookDialog } from "./add-webhook-dialog.tsx";
import { WebhookCard } from "./webhook-card.tsx";

/** Addresses that are told of what happens, with what became of the last message. */
export function WebhooksPage() {
  const asked = useAnswer<Answer["WebhooksAnswer"]>("/api/webhooks");
  const [adds, setAdds] = useState(false);
  return (
    <>
      <PageHead title="Webhooks">
        <button type="button" className="button" onClick={() => setAdds(true)}>
          Add a webhook
        </button>
      </PageHead>
      <p className="aside">
        Messages are signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says: check the
        signature with the secret, and know a message by its id, for it may come twice.
      </p>
      <Answered asked={asked} what="the webhooks" lines={8}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Empty title="Nobody is told of anything yet.">
              <p>Add the address of a program that is to hear of runs, candidacies, failing sources or found spaces.</p>
            </Empty>
          ) : (
            <ul>
              {webhooks.map((webhook) => (
                <WebhookCard key={webhook.id} webhook={webhook} />
              ))}
            </ul>
          )
        }
      </Answered>
      {adds && <AddWebhookDialog onClose={() => setAdds(false)} />}
    </>
  );
}
