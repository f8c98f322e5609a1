"use client";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { groupsOf } from "./event-choice.tsx";
import { useEventTypes } from "./queries.ts";
import { Code, VerifySnippets } from "./secret-dialog.tsx";

/** What is sent for each event, and how it is checked, for whoever writes a receiver. */
export function EventReference() {
  const types = useEventTypes();
  if (!types.data) return null;
  return (
    <Card>
      <CardHeader
        title="For whoever writes the receiver"
        description="Messages follow the Standard Webhooks scheme. Answer 2xx within 15 seconds; anything else is tried again, ten times over three days. A message may come twice, under the same webhook-id."
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <VerifySnippets />
        {groupsOf(types.data.items).map(([group, members]) => (
          <div key={group} className="grid grid-cols-1 gap-1">
            <h3 className="font-medium">{group}</h3>
            {members.map(({ type, description, example }) => (
              <details key={type} className="rounded-md border border-line">
                <summary className="cursor-pointer px-3 py-2 touch:py-3">
                  <Badge>{type}</Badge> <span className="text-ink-2 text-sm">{description}</span>
                </summary>
                <div className="px-3 pb-3">
                  <Code text={JSON.stringify(example, null, 2)} label={`Copy the example of ${type}`} />
                </div>
              </details>
            ))}
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
