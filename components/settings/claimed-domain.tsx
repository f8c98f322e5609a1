"use client";
import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import type { DomainAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

const STATUS = {
  pending: { label: "Not proven yet", tone: "warn" },
  verified: { label: "Verified", tone: "ok" },
  lost: { label: "Record is gone", tone: "bad" },
} as const;

/**
 * A domain that the organisation says is its own: the record that proves it, what the last look found, and another look.
 * `pointTo`: the host that the domain has to lead to, where pages are served there.
 */
export function ClaimedDomain({ domain, pointTo }: { domain: DomainAnswer; pointTo?: string }) {
  const queries = useQueryClient();
  const refresh = async () => {
    await Promise.all(["domains", "addresses"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  const check = useSubmit<undefined>(() =>
    submitting(async () => {
      await api(`/api/domains/${domain.id}/check`, { method: "POST" });
      await refresh();
    }),
  );
  const { label, tone } = STATUS[domain.status];
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2.5">
        <code className="break-all font-medium">{domain.domain}</code>
        <StatusPill tone={tone}>{label}</StatusPill>
        <span className="ml-auto flex gap-2">
          <Button size="sm" loading={check.pending} onClick={() => void check.run(undefined)}>
            <RefreshCw aria-hidden />
            Check now
          </Button>
          <Confirm
            danger
            title={`Remove ${domain.domain}?`}
            description={
              domain.status === "pending"
                ? "To add it again you get another record."
                : "It stops working at once. To add it again you get another record."
            }
            confirmLabel="Remove domain"
            trigger={
              <Button size="sm" variant="ghost" icon aria-label={`Remove ${domain.domain}`}>
                <Trash2 aria-hidden />
              </Button>
            }
            onConfirm={async () => {
              await api(`/api/domains/${domain.id}`, { method: "DELETE" });
              await refresh();
            }}
          />
        </span>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {domain.problem && (
          <Callout tone={domain.status === "lost" ? "bad" : "warn"} title={domain.problem}>
            {domain.counts_until && (
              <>
                It works until <Time at={domain.counts_until} show="datetime" />; put the record back before.
              </>
            )}
          </Callout>
        )}
      </div>
      <FormProblemNotice problem={check.problem} />
      <p className="text-ink-2 text-sm">
        {domain.status === "verified"
          ? "Leave these records where they are; the first one is looked at every day."
          : "Set these records where your domain's DNS is kept. New ones are looked at by themselves every ten minutes at first."}
        {domain.checked_at && (
          <>
            {" "}
            Last looked <Time at={domain.checked_at} show="relative" />.
          </>
        )}
      </p>
      <dl className="grid gap-3">
        <DnsRecord type="TXT" name={domain.record.name} value={domain.record.value} />
        {pointTo && <DnsRecord type="CNAME" name={domain.domain} value={pointTo} />}
      </dl>
    </div>
  );
}

function DnsRecord({ type, name, value }: { type: string; name: string; value: string }) {
  return (
    <div className="grid gap-1 rounded-md border border-line bg-subtle px-3 py-2 text-sm">
      <dt className="font-medium">{type} record</dt>
      {[
        { what: "Name", text: name },
        { what: "Value", text: value },
      ].map(({ what, text }) => (
        <dd key={what} className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-2">
          <span className="text-ink-2">{what}</span>
          <code className="break-all">{text}</code>
          <CopyButton value={text} label={`Copy the ${type} record's ${what.toLowerCase()}`} />
        </dd>
      ))}
    </div>
  );
}
