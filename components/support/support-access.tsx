"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LifeBuoy } from "lucide-react";
import { useTranslations } from "next-intl";
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
import type { Translator } from "#lib/i18n/messages.ts";
import type { SupportAccess } from "#lib/support/access.ts";

type Answer = z.output<typeof SupportAccess>;

const PATH = "/api/support-access";
const times = (t: Translator<"support">) => [
  { value: "1", label: t("supportAccess.n1Hour") },
  { value: "4", label: t("supportAccess.n4Hours") },
  { value: "24", label: t("supportAccess.n1Day") },
  { value: "72", label: t("supportAccess.n3Days") },
  { value: "168", label: t("supportAccess.n7Days") },
];

/** Whether operators of the platform may look at the organisation, and when they did. */
export function SupportAccessCards() {
  const t = useTranslations("support");
  const access = useQuery({ queryKey: [PATH], queryFn: () => api<Answer>(PATH) });
  return (
    <QueryView query={access} loading={<LoadingRows label={t("supportAccess.loadingSupportAccess")} />}>
      {(answer) => (
        <>
          <Card>
            <CardHeader
              title={t("supportAccess.access")}
              description={t("supportAccess.operatorsSeeWhatAViewerSeesFor")}
            />
            <CardBody>
              <Allow until={answer.allowed_until} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader
              title={t("supportAccess.visits")}
              description={t("supportAccess.theLast50TheyStandInTheAudit")}
            />
            <Visits sessions={answer.sessions} />
          </Card>
        </>
      )}
    </QueryView>
  );
}

function Allow({ until }: { until: string | null }) {
  const t = useTranslations("support");
  const queries = useQueryClient();
  const form = useSubmit((body: { hours: number | null }) =>
    submitting(async () => queries.setQueryData([PATH], await api<Answer>(PATH, { method: "PUT", body }))),
  );
  if (until)
    return (
      <div className="grid gap-3">
        <Callout
          tone="warn"
          title={t.rich("supportAccess.allowedUntil", { time: () => <Time at={until} show="datetime" /> })}
          action={
            <Button variant="danger" loading={form.pending} onClick={() => void form.run({ hours: null })}>
              {t("supportAccess.endNow")}
            </Button>
          }
        >
          {t("supportAccess.whoIsThereNowIsOutWithTheNext")}
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
      <Field label={t("supportAccess.allowOperatorsToLookFor")} error={form.fieldError("hours")}>
        {(control) => <Select {...control} name="hours" options={times(t)} />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <div>
        <Button type="submit" variant="primary" loading={form.pending}>
          {t("supportAccess.allow")}
        </Button>
      </div>
    </form>
  );
}

function Visits({ sessions }: { sessions: Answer["sessions"] }) {
  const t = useTranslations("support");
  return (
    <DataTable
      caption={t("supportAccess.visitsOfOperators")}
      rows={sessions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={LifeBuoy} title={t("supportAccess.nobodyWasHere")}>
          {t("supportAccess.whenAnOperatorLooksAtThe")}
        </EmptyState>
      }
      columns={[
        {
          id: "who",
          header: t("supportAccess.operator"),
          rowHeader: true,
          cell: ({ operator_name, is_under_way }) => (
            <span className="inline-flex flex-wrap items-center gap-1.5">
              {operator_name}
              {is_under_way && <Badge tone="info">{t("supportAccess.hereNow")}</Badge>}
            </span>
          ),
        },
        {
          id: "reason",
          header: t("supportAccess.reason"),
          className: "min-w-40",
          cell: ({ reason }) => reason,
        },
        {
          id: "from",
          header: t("supportAccess.from"),
          className: "whitespace-nowrap",
          cell: ({ started_at }) => <Time at={started_at} show="datetime" />,
        },
        {
          id: "until",
          header: t("supportAccess.until"),
          className: "whitespace-nowrap",
          cell: ({ ends_at }) => <Time at={ends_at} show="datetime" />,
        },
      ]}
    />
  );
}
