"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { plural } from "#components/format/numbers.ts";
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
  return (
    <Button loading={query.isFetching} onClick={() => query.refetch()}>
      <ShieldCheck aria-hidden />
      Verify
    </Button>
  );
}

/** What verifying came to. */
export function VerificationResult({ query, lookedAt }: Verifying) {
  if (query.isFetching)
    return lookedAt === 0 ? null : (
      <Callout title="Reading the archive" className="mb-5">
        {plural(lookedAt, "archived entry", "archived entries")} read so far.
      </Callout>
    );
  if (query.error)
    return (
      <Callout tone="bad" announce title="The log could not be verified" className="mb-5">
        {query.error.message}
      </Callout>
    );
  if (!query.data) return null;
  const { verified, rows, archived, unread, anchors, removed_up_to, problems, problem_count, duration_ms } =
    query.data;
  const anchored =
    anchors.last_day === null
      ? "The first daily anchor is written tonight."
      : `${plural(anchors.checked, "daily anchor")} agree, the last one of ${formatDate(anchors.last_day)}.`;
  if (verified)
    return (
      <Callout tone="ok" announce title={`${plural(rows, "entry", "entries")} verified`} className="mb-5">
        Every entry is what was written, and none is missing. {anchored}
        {archived.days > 0 &&
          ` ${plural(archived.rows, "entry", "entries")} of ${plural(archived.days, "archived day")} are what the log says of them${unread > 0 ? `; ${plural(unread, "object")} can be read only after a restore` : ""}.`}
        {removed_up_to > 0 &&
          ` Entries up to ${removed_up_to} were removed after the time that the plan keeps them.`}{" "}
        It took {formatDuration(duration_ms)}.
      </Callout>
    );
  return (
    <Callout tone="bad" announce title="The log is not what was written" className="mb-5">
      <p>
        {problem_count > problems.length
          ? `These are the first ${problems.length} of ${problem_count} places.`
          : "These are the places."}{" "}
        Tell the platform's operators, and do not rely on these entries.
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
