"use client";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { groupsOf } from "./events.ts";
import { useEventTypes } from "./queries.ts";
import { Code, VerifySnippets } from "./verify-snippets.tsx";

/** What is sent for each event, and how it is checked, for whoever writes a receiver. */
export function EventReference() {
  const t = useTranslations("webhooks");
  const types = useEventTypes();
  if (!types.data) return null;
  return (
    <Card>
      <CardHeader
        title={t("eventReference.forWhoeverWritesTheReceiver")}
        description={t("eventReference.messagesFollowTheStandard")}
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
                  <Code
                    text={JSON.stringify(example, null, 2)}
                    label={t("eventReference.copyTheExampleOf", { type })}
                  />
                </div>
              </details>
            ))}
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
