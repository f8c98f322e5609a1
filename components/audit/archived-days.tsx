"use client";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { plural } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ArchivedDaysAnswer } from "./labels.ts";

/** Which days of the asked range are in the archive, and the way to have them searched. `from` and `to` are the filter's. */
export function ArchivedDaysNotice({
  archived,
  from,
  to,
  onRequested,
}: {
  archived: ArchivedDaysAnswer;
  from: string;
  to: string;
  onRequested: () => void;
}) {
  const form = useSubmit<void>(
    () =>
      submitting(() =>
        api("/api/audit-logs/restore", { body: { from: from || archived.first, to: to || archived.last } }),
      ),
    onRequested,
  );
  const { days, rows, requested, searchable, searchable_until } = archived;
  const missing = days - requested - searchable;
  const title =
    requested > 0
      ? `${plural(requested, "archived day")} on the way`
      : missing > 0
        ? `${plural(missing, "day")} of this range ${missing === 1 ? "is" : "are"} in the archive`
        : "Archived days are searched too";
  return (
    <div className="grid gap-2 px-4 pb-3">
      <Callout title={title}>
        {requested > 0
          ? "They appear here as soon as the archive has given them."
          : missing > 0
            ? `Between ${formatDate(archived.first)} and ${formatDate(archived.last)}. Their entries are kept and verified; this list and its export are without them until you have them searched.`
            : `${plural(rows, "entry", "entries")} of ${plural(days, "archived day")}${searchable_until ? `, until ${formatDate(searchable_until)}` : ""}.`}
        {missing > 0 && (
          <div className="mt-2">
            <Button size="sm" loading={form.pending} onClick={() => void form.run()}>
              Search archived days
            </Button>
          </div>
        )}
      </Callout>
      <FormProblemNotice problem={form.problem} />
    </div>
  );
}
