"use client";
import { useTranslations } from "next-intl";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { ApprovalAnswer } from "./answers.ts";

/** Who signed what an estimate says, when, and under which hash it is frozen. */
export function Approval({ estimateId, approval }: { estimateId: string; approval: ApprovalAnswer }) {
  const t = useTranslations("issuing");
  return (
    <DataList
      className="text-sm"
      items={[
        {
          key: "signer",
          term: t("approval.signedBy"),
          value: t("approval.signer", approval.signer),
        },
        {
          key: "at",
          term: t("approval.at"),
          value: <Time at={approval.approved_at} show="datetime" />,
        },
        {
          key: "sha256",
          term: t("approval.sha256"),
          value: <Copyable value={approval.sha256} label={t("approval.copy")} />,
        },
        {
          key: "snapshot",
          term: t("approval.snapshot"),
          value: (
            <a
              className="underline underline-offset-4"
              href={`/api/cost-estimates/${estimateId}/snapshots/${approval.snapshot_id}`}
              download
            >
              {t("approval.download", { size: formatBytes(approval.size) })}
            </a>
          ),
        },
      ]}
    />
  );
}
