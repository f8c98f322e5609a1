"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { NotificationsAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { TOPICS } from "#components/notifications/looks.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

const KINDS = [
  { kind: "invoices", label: "Invoices and credit notes", hint: "When one is made" },
  {
    kind: "payment_reminders",
    label: "Reminders of payment",
    hint: "Due soon, overdue, suspended. One admin always gets them: the longest-serving one, where all have switched them off.",
  },
  { kind: "usage", label: "Usage", hint: "At 90 and 100 % of what the plan includes" },
  { kind: "plan_changes", label: "Plan", hint: "When a change of plan could not be made" },
  { kind: "domains", label: "Domains", hint: "When a domain's DNS record is gone" },
  { kind: "webhooks", label: "Webhooks", hint: "When an endpoint is stopped because it does not answer" },
] as const satisfies Kind[];

const OWN_KINDS: Kind[] = [
  {
    kind: "sign_ins",
    label: "New sign-ins",
    hint: "When you sign in here from a browser or a network that is new",
  },
  {
    kind: "archive",
    label: "Restored files",
    hint: "When files you restored from the archive are ready, could not be restored, or go back soon. Admins get those an API key asked for.",
  },
];

const IN_APP: Kind[] = TOPICS.map(({ value, label, hint }) => ({ kind: value, label, hint }));

const KEY = ["notifications"];

/** Which mails about the organisation, and which notices in the product, the person gets; each choice acts at once. */
export function Notifications() {
  const choices = useQuery({
    queryKey: KEY,
    queryFn: () => api<NotificationsAnswer>("/api/me/notifications"),
  });
  return (
    <QueryView query={choices} loading={<Skeleton className="h-80 rounded-lg" />}>
      {(data) => (
        <>
          {!data.is_mailed && (
            <Callout title="Mails about the organisation go to admins">
              You are none here. What you choose counts once you are.
            </Callout>
          )}
          <Choices title="Mails about the organisation" kinds={KINDS} chosen={data.kinds} />
          <Choices title="Mails about you" kinds={OWN_KINDS} chosen={data.kinds} />
          <Choices
            title="In the product"
            description="Under the bell, and on the page of notifications."
            kinds={IN_APP}
            chosen={data.in_app}
            under="in_app"
          />
          <Card>
            <CardHeader title="Always on" />
            <CardBody>
              <p className="text-ink-2">
                Sign-in links, invitations, password resets and changes of how you sign in or of your role
                cannot be switched off. Contacts of the billing account get invoices whoever they are.
              </p>
            </CardBody>
          </Card>
        </>
      )}
    </QueryView>
  );
}

interface Kind {
  kind: string;
  label: string;
  hint: string;
}

function Choices({
  title,
  description,
  kinds,
  chosen,
  under,
}: {
  title: string;
  description?: string;
  kinds: readonly Kind[];
  chosen: Readonly<Record<string, boolean>>;
  /** The part of the answer that these stand in. */
  under?: "in_app";
}) {
  const queries = useQueryClient();
  const form = useSubmit<Record<string, boolean>>((change) =>
    submitting(async () => {
      const body = under ? { [under]: change } : change;
      queries.setQueryData(
        KEY,
        await api<NotificationsAnswer>("/api/me/notifications", { method: "PATCH", body }),
      );
    }),
  );
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <CardBody>
        <fieldset className="grid min-w-0 gap-4">
          <legend className="sr-only">{title}</legend>
          {kinds.map(({ kind, label, hint }) => (
            <Switch
              key={kind}
              label={label}
              hint={hint}
              checked={chosen[kind] ?? true}
              disabled={form.pending}
              onCheckedChange={(on) => void form.run({ [kind]: on })}
            />
          ))}
          <FormProblemNotice problem={form.problem} />
        </fieldset>
      </CardBody>
    </Card>
  );
}
