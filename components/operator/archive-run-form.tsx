"use client";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { ArchivedFilesAnswer } from "#components/archival/answers.ts";
import { ClassesTable } from "#components/archival/classes-table.tsx";
import { sumOfClasses } from "#components/archival/run-classes.ts";
import { problemOf } from "#components/data/form.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import type { FormProblem } from "#components/ui/use-submit.ts";
import { useChange } from "./change.ts";
import { OrganisationField } from "./organisation-field.tsx";

interface Wish {
  tenant?: string;
  as_of?: string;
  dry_run: boolean;
}

/** Archives what is due, of one organisation or all, as of any day; or only says what that would be. */
export function ArchiveRunForm() {
  const change = useChange();
  const [tenant, setTenant] = useState("");
  const [day, setDay] = useState("");
  const [pending, setPending] = useState<"dry" | "run" | null>(null);
  const [answer, setAnswer] = useState<ArchivedFilesAnswer | null>(null);
  const [problem, setProblem] = useState<FormProblem | null>(null);

  async function run(dry: boolean) {
    setPending(dry ? "dry" : "run");
    setAnswer(null);
    setProblem(null);
    const body: Wish = { dry_run: dry, ...(tenant ? { tenant } : {}), ...(day ? { as_of: day } : {}) };
    try {
      setAnswer(await change<ArchivedFilesAnswer>("/api/admin/archive-files", { body }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setPending(null);
    }
  }

  const as = day ? `as of ${formatDate(day)}` : "as of now";
  return (
    <Card>
      <CardHeader
        title="Archive now"
        description="By each organisation's own rules. What is kept hot or on legal hold stays; what is in the archive is not archived again."
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_auto]">
          <OrganisationField slug={tenant} onChange={setTenant} />
          <Field
            label="As of (UTC)"
            optional
            hint="Ages count to this day; to now when left empty."
            error={problem?.fields?.as_of}
          >
            {(control) => (
              <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
            )}
          </Field>
          <div className="flex flex-wrap gap-2 lg:mt-6.5">
            <Button loading={pending === "dry"} disabled={pending === "run"} onClick={() => void run(true)}>
              <FlaskConical aria-hidden />
              Dry run
            </Button>
            <Confirm
              trigger={
                <Button variant="primary" loading={pending === "run"} disabled={pending === "dry"}>
                  Archive now
                </Button>
              }
              title={`Archive ${as} for ${tenant || "all organisations"}?`}
              description="The originals of what is due move to the archive. To be downloaded again they have to be restored."
              confirmLabel="Archive"
              // Not awaited: how far it has come stands in the list of runs, not behind the dialog.
              onConfirm={() => void run(false)}
            />
          </div>
        </div>
        <FormProblemNotice problem={problem} />
        {answer && <Outcome answer={answer} />}
      </CardBody>
    </Card>
  );
}

function Outcome({ answer }: { answer: ArchivedFilesAnswer }) {
  const { run_id: runId, status, classes } = answer;
  const sum = sumOfClasses(classes);
  const title =
    runId === null
      ? `Dry run: ${formatCount(sum.matched)} due, ${formatBytes(sum.bytes)}. Nothing was moved.`
      : status === "running"
        ? `${formatCount(sum.matched)} due; the work goes on`
        : `${formatCount(sum.archived)} of ${formatCount(sum.matched)} archived, ${formatCount(sum.failed)} failed`;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Callout
        announce
        tone={sum.failed > 0 ? "warn" : "ok"}
        title={title}
        action={
          runId && (
            <Button asChild size="sm">
              <Link href={`/operator/archive/${runId}`}>The run</Link>
            </Button>
          )
        }
      />
      <ClassesTable
        caption={runId === null ? "What is due, by class" : "What the run came to, by class"}
        classes={classes}
        bytes={runId === null ? "matched" : "archived"}
      />
    </div>
  );
}
