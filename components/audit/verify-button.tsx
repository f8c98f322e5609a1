"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { formatDate, formatDuration } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { ArchiveVerificationAnswer, VerificationAnswer } from "./labels.ts";

/** Asked for by its button alone: a long log takes seconds, and its archive is read a few days at a time. */
export function useVerification() {
  const [lookedAt, setLookedAt] = useState(0);
  const query = useQuery({
    queryKey: ["audit-verification"],
    queryFn: async ({ signal }) => {
      setLookedAt(0);
      const startedAt = Date.now();
      const log = await api<VerificationAnswer>("/api/audit-logs/verification", { signal });
      const sum = { ...log, unread: 0 };
      let rows = 0;
      for (let next = log.archived.next; next !== null; ) {
        const part: ArchiveVerificationAnswer = await api<ArchiveVerificationAnswer>(next, { signal });
        sum.verified &&= part.verified;
        sum.unread += part.unread;
        sum.problems = [...sum.problems, ...part.problems].slice(0, MOST_PROBLEMS);
        sum.problem_count += part.problem_count;
        rows += part.rows;
        setLookedAt(rows);
        next = part.next;
      }
      return { ...sum, duration_ms: Date.now() - startedAt };
    },
    enabled: false,
    retry: false,
  });
  return { query, lookedAt };
}

const MOST_PROBLEMS = 20;
type Verifying = ReturnType<typeof useVerification>;

export function VerifyButton({ query }: Pick<Verifying, "query">) {
  const t = useTranslations("audit");
  return (
    <Button loading={query.isFetching} onClick={() => query.refetch()}>
      <ShieldCheck aria-hidden />
      {t("verifyButton.verify")}
    </Button>
  );
}

/** What verifying came to. */
export function VerificationResult({ query, lookedAt }: Verifying) {
  const t = useTranslations("audit");
  if (query.isFetching)
    return lookedAt === 0 ? null : (
      <Callout title={t("verifyButton.readingTheArchive")} className="mb-5">
        {t("verifyButton.lookedatReadSoFar", { lookedAt })}
      </Callout>
    );
  if (query.error)
    return (
      <Callout tone="bad" announce title={t("verifyButton.theLogCouldNotBeVerified")} className="mb-5">
        {query.error.message}
      </Callout>
    );
  if (!query.data) return null;
  const { verified, rows, archived, unread, anchors, removed_up_to, problems, problem_count, duration_ms } =
    query.data;
  const anchored =
    anchors.last_day === null
      ? t("verifyButton.theFirstDailyAnchorIsWritten")
      : t("verifyButton.checkedAgreeTheLastOneOf", {
          checked: anchors.checked,
          lastDay: formatDate(anchors.last_day),
        });
  if (verified)
    return (
      <Callout tone="ok" announce title={t("verifyButton.rowsVerified", { rows })} className="mb-5">
        {t("verifyButton.everyEntryIsWhatWasWrittenAnd", {
          anchored,
          value:
            archived.days > 0
              ? t("verifyButton.rowsOfDaysAreWhatTheLogSaysOf", {
                  rows: archived.rows,
                  days: archived.days,
                  value: unread > 0 ? t("verifyButton.unreadCanBeReadOnlyAfterA", { unread }) : "",
                })
              : "",
          value2:
            removed_up_to > 0
              ? t("verifyButton.entriesUpToWereRemovedAfterThe", { removedUpTo: removed_up_to })
              : "",
          durationMs: formatDuration(duration_ms),
        })}
      </Callout>
    );
  return (
    <Callout tone="bad" announce title={t("verifyButton.theLogIsNotWhatWasWritten")} className="mb-5">
      <p>
        {t("verifyButton.tellThePlatformsOperatorsAndDo", {
          value:
            problem_count > problems.length
              ? t("verifyButton.theseAreTheFirstOfPlaces", {
                  length: problems.length,
                  problemCount: problem_count,
                })
              : t("verifyButton.theseAreThePlaces"),
        })}
      </p>
      <ul className="mt-2 list-disc pl-5">
        {problems.map(({ kind, seq, audit_id, sentence }) => (
          <li key={`${kind} ${seq} ${audit_id} ${sentence}`} className="break-words">
            {sentence}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
