"use client";
import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
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
import type { Translator } from "#lib/i18n/messages.ts";

const statusOf = (t: Translator<"settings">) =>
  ({
    pending: { label: t("claimedDomain.notProvenYet"), tone: "warn" },
    verified: { label: t("claimedDomain.verified"), tone: "ok" },
    lost: { label: t("claimedDomain.recordIsGone"), tone: "bad" },
  }) as const;

/**
 * A domain that the organisation says is its own: the record that proves it, what the last look found, and another look.
 * `pointTo`: the host that the domain has to lead to, where pages are served there.
 */
export function ClaimedDomain({ domain, pointTo }: { domain: DomainAnswer; pointTo?: string }) {
  const t = useTranslations("settings");
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
  const { label, tone } = statusOf(t)[domain.status];
  const { counts_until: countsUntil, checked_at: checkedAt } = domain;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2.5">
        <code className="break-all font-medium">{domain.domain}</code>
        <StatusPill tone={tone}>{label}</StatusPill>
        <span className="ml-auto flex gap-2">
          <Button size="sm" loading={check.pending} onClick={() => void check.run(undefined)}>
            <RefreshCw aria-hidden />
            {t("claimedDomain.checkNow")}
          </Button>
          <Confirm
            danger
            title={t("claimedDomain.remove", { domain: domain.domain })}
            description={
              domain.status === "pending"
                ? t("claimedDomain.toAddItAgainYouGetAnother")
                : t("claimedDomain.itStopsWorkingAtOnceToAddIt")
            }
            confirmLabel={t("claimedDomain.removeDomain")}
            trigger={
              <Button
                size="sm"
                variant="ghost"
                icon
                aria-label={t("claimedDomain.remove2", { domain: domain.domain })}
              >
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
            {countsUntil &&
              t.rich("claimedDomain.itWorksUntilPutTheRecordBack", {
                time: () => <Time at={countsUntil} show="datetime" />,
              })}
          </Callout>
        )}
      </div>
      <FormProblemNotice problem={check.problem} />
      <p className="text-ink-2 text-sm">
        {domain.status === "verified"
          ? t("claimedDomain.leaveTheseRecordsWhereTheyAre")
          : t("claimedDomain.setTheseRecordsWhereYour")}
        {checkedAt && (
          <>
            {" "}
            {t.rich("claimedDomain.lastLooked", {
              time: () => <Time at={checkedAt} show="relative" />,
            })}
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
  const t = useTranslations("settings");
  return (
    <div className="grid gap-1 rounded-md border border-line bg-subtle px-3 py-2 text-sm">
      <dt className="font-medium">{t("claimedDomain.record", { type })}</dt>
      {[
        { what: t("claimedDomain.name"), text: name, copy: t("claimedDomain.copyName", { type }) },
        { what: t("claimedDomain.value"), text: value, copy: t("claimedDomain.copyValue", { type }) },
      ].map(({ what, text, copy }) => (
        <dd key={what} className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-2">
          <span className="text-ink-2">{what}</span>
          <code className="break-all">{text}</code>
          <CopyButton value={text} label={copy} />
        </dd>
      ))}
    </div>
  );
}
