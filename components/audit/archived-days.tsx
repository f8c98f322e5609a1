"use client";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
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
  const t = useTranslations("audit");
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
      ? t("archivedDays.requestedOnTheWay", { requested })
      : missing > 0
        ? t("archivedDays.missingOfThisRangeInTheArchive", { missing })
        : t("archivedDays.archivedDaysAreSearchedToo");
  return (
    <div className="grid gap-2 px-4 pb-3">
      <Callout title={title}>
        {requested > 0
          ? t("archivedDays.theyAppearHereAsSoonAsThe")
          : missing > 0
            ? t("archivedDays.betweenAndTheirEntriesAreKept", {
                first: formatDate(archived.first),
                last: formatDate(archived.last),
              })
            : t("archivedDays.rowsOfDays", {
                rows,
                days,
                value: searchable_until
                  ? t("archivedDays.until", { searchableUntil: formatDate(searchable_until) })
                  : "",
              })}
        {missing > 0 && (
          <div className="mt-2">
            <Button size="sm" loading={form.pending} onClick={() => void form.run()}>
              {t("archivedDays.searchArchivedDays")}
            </Button>
          </div>
        )}
      </Callout>
      <FormProblemNotice problem={form.problem} />
    </div>
  );
}
