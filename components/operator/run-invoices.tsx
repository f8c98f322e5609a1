"use client";
import { useState } from "react";
import { periodName } from "#components/billing/invoice-status.tsx";
import { problemOf } from "#components/data/form.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FormProblem } from "#components/ui/use-submit.ts";
import type { GeneratedAnswer, InvoiceRunsAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { Failures } from "./invoice-runs.tsx";
import { monthsBefore } from "./months.ts";
import { OrganisationField } from "./organisation-field.tsx";

const MODES = [
  { value: "final", label: "Final: numbered and sent" },
  { value: "draft", label: "Drafts: to look at first" },
];

/** Makes a month's invoices, shows how far it has come, and what it came to. `onRunning` says when to ask for progress. */
export function RunInvoices({
  runs,
  onRunning,
}: {
  runs: InvoiceRunsAnswer | undefined;
  onRunning: (running: boolean) => void;
}) {
  const change = useChange();
  const months = monthsBefore(new Date(), 24).map((month) => ({
    value: month,
    label: periodName(`${month}-01`),
  }));
  const [period, setPeriod] = useState(months[0]?.value ?? "");
  const [param] = useUrlParams();
  const [tenant, setTenant] = useState(param("run"));
  const [mode, setMode] = useState("final");
  const [running, setRunning] = useState<{ period: string; one: boolean } | null>(null);
  const [outcome, setOutcome] = useState<GeneratedAnswer | null>(null);
  const [problem, setProblem] = useState<FormProblem | null>(null);

  async function run() {
    setRunning({ period, one: tenant !== "" });
    setOutcome(null);
    setProblem(null);
    onRunning(true);
    try {
      const answer = await change<GeneratedAnswer>("/api/admin/generate-invoices", {
        body: { period, finalize: mode === "final", ...(tenant ? { tenant } : {}) },
      });
      setOutcome(answer);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setRunning(null);
      onRunning(false);
    }
  }

  const month = periodName(`${period}-01`);
  return (
    <Card>
      <CardHeader
        title="Run a month's invoices"
        description="Running a month again makes what is missing and nothing twice."
      />
      <CardBody className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]">
          <Field label="Month">
            {(control) => (
              <Select
                {...control}
                options={months}
                value={period}
                onChange={(event) => setPeriod(event.target.value)}
              />
            )}
          </Field>
          <OrganisationField slug={tenant} onChange={setTenant} />
          <Field label="Make them">
            {(control) => (
              <Select
                {...control}
                options={MODES}
                value={mode}
                onChange={(event) => setMode(event.target.value)}
              />
            )}
          </Field>
          <Confirm
            trigger={
              <Button variant="primary" className="lg:mt-6.5" loading={running !== null}>
                Run invoices
              </Button>
            }
            title={`Run ${month} for ${tenant || "all organisations"}?`}
            description={
              mode === "final"
                ? "Invoices get their numbers and are sent. They cannot be changed afterwards, only credited."
                : "Drafts are made anew by each run until they are made final."
            }
            confirmLabel={mode === "final" ? "Make them final" : "Make drafts"}
            // Not awaited: how far it has come stands on the page, not behind the dialog.
            onConfirm={() => void run()}
          />
        </div>
        {running && <Running running={running} runs={runs} />}
        <FormProblemNotice problem={problem} />
        {outcome && <Outcome outcome={outcome} runs={runs} />}
      </CardBody>
    </Card>
  );
}

function Running({
  running,
  runs,
}: {
  running: { period: string; one: boolean };
  runs: InvoiceRunsAnswer | undefined;
}) {
  const run = runs?.items.find((r) => r.status === "running" && r.period === running.period);
  const all = running.one ? 1 : (runs?.tenants ?? 0);
  return (
    <div role="status" className="grid gap-1.5">
      <Progress
        label={`Invoices of ${periodName(`${running.period}-01`)}`}
        value={run && all > 0 ? run.tenants / all : null}
      />
      <p className="text-ink-2 text-sm tabular-nums">
        {run
          ? `${formatCount(run.tenants)} of ${formatCount(all)} organisations done, ${formatCount(run.created)} invoices made`
          : "Starting"}
      </p>
    </div>
  );
}

function Outcome({ outcome, runs }: { outcome: GeneratedAnswer; runs: InvoiceRunsAnswer | undefined }) {
  // The list names organisations by their address, the answer by their id.
  const failures = runs?.items.find((run) => run.id === outcome.run_id)?.failures ?? outcome.failures;
  return (
    <Callout
      announce
      tone={outcome.failed > 0 ? "warn" : "ok"}
      title={`${periodName(`${outcome.period}-01`)}: ${formatCount(outcome.created)} created, ${formatCount(outcome.existing)} existing, ${formatCount(outcome.failed)} failed`}
    >
      {outcome.failed > 0 && <Failures failures={failures} total={outcome.failed} />}
    </Callout>
  );
}
