"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LifeBuoy } from "lucide-react";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { SupportAccess } from "#lib/support/access.ts";

type Answer = z.output<typeof SupportAccess>;

const PATH = "/api/support-access";
const TIMES = [
  { value: "1", label: "1 hour" },
  { value: "4", label: "4 hours" },
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

/** Whether operators of the platform may look at the organisation, and when they did. */
export function SupportAccessCards() {
  const access = useQuery({ queryKey: [PATH], queryFn: () => api<Answer>(PATH) });
  return (
    <QueryView query={access} loading={<LoadingRows label="Loading support access" />}>
      {(answer) => (
        <>
          <Card>
            <CardHeader
              title="Access"
              description="Operators see what a viewer sees, for an hour at a time, and change nothing. Restricted projects stay hidden."
            />
            <CardBody>
              <Allow until={answer.allowed_until} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="Visits" description="The last 50. They stand in the audit log, too." />
            <Visits sessions={answer.sessions} />
          </Card>
        </>
      )}
    </QueryView>
  );
}

function Allow({ until }: { until: string | null }) {
  const queries = useQueryClient();
  const form = useSubmit((body: { hours: number | null }) =>
    submitting(async () => queries.setQueryData([PATH], await api<Answer>(PATH, { method: "PUT", body }))),
  );
  if (until)
    return (
      <div className="grid gap-3">
        <Callout
          tone="warn"
          title={
            <>
              Allowed until <Time at={until} show="datetime" />
            </>
          }
          action={
            <Button variant="danger" loading={form.pending} onClick={() => void form.run({ hours: null })}>
              End now
            </Button>
          }
        >
          Who is there now is out with the next click.
        </Callout>
        <FormProblemNotice problem={form.problem} />
      </div>
    );
  return (
    <form
      method="post"
      className="grid max-w-xs gap-4"
      onSubmit={form.onSubmit((data) => ({ hours: Number(textOf(data, "hours")) }))}
    >
      <Field label="Allow operators to look for" error={form.fieldError("hours")}>
        {(control) => <Select {...control} name="hours" options={TIMES} />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <div>
        <Button type="submit" variant="primary" loading={form.pending}>
          Allow
        </Button>
      </div>
    </form>
  );
}

function Visits({ sessions }: { sessions: Answer["sessions"] }) {
  return (
    <DataTable
      caption="Visits of operators"
      rows={sessions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={LifeBuoy} title="Nobody was here">
          When an operator looks at the organisation, it stands here.
        </EmptyState>
      }
      columns={[
        {
          id: "who",
          header: "Operator",
          rowHeader: true,
          cell: ({ operator_name, is_under_way }) => (
            <span className="inline-flex flex-wrap items-center gap-1.5">
              {operator_name}
              {is_under_way && <Badge tone="info">Here now</Badge>}
            </span>
          ),
        },
        { id: "reason", header: "Reason", className: "min-w-40", cell: ({ reason }) => reason },
        {
          id: "from",
          header: "From",
          className: "whitespace-nowrap",
          cell: ({ started_at }) => <Time at={started_at} show="datetime" />,
        },
        {
          id: "until",
          header: "Until",
          className: "whitespace-nowrap",
          cell: ({ ends_at }) => <Time at={ends_at} show="datetime" />,
        },
      ]}
    />
  );
}
