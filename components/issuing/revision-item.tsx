"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import type { RevisionAnswer } from "./answers.ts";
import { Approval } from "./approval.tsx";
import { Changes } from "./changes.tsx";
import { revisionsPath } from "./queries.ts";

const WithdrawForm = later(async () => (await import("./withdraw-form.tsx")).WithdrawForm);

const TONES: Record<RevisionAnswer["status"], Tone> = {
  current: "ok",
  superseded: "neutral",
  withdrawn: "bad",
};

/** An issued revision: whether it holds, its documents, what changed with it, and an end to it. */
export function RevisionItem({
  estimateId,
  revision,
  mayWithdraw,
}: {
  estimateId: string;
  revision: RevisionAnswer;
  mayWithdraw: boolean;
}) {
  const t = useTranslations("issuing");
  return (
    <li>
      <CardBody className="grid gap-3 pt-3">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid min-w-0 gap-1">
            <h3 className="flex flex-wrap items-center gap-2 font-semibold">
              {t("item.revision", { revision: revision.revision })}
              <StatusPill tone={TONES[revision.status]}>{t(`item.status.${revision.status}`)}</StatusPill>
            </h3>
            <p className="break-words">{revision.purpose}</p>
            <p className="text-ink-2 text-sm">
              {revision.issued_by ?? t("item.formerMember")} ·{" "}
              <Time at={revision.issued_at} show="datetime" />
            </p>
            {revision.note && <p className="whitespace-pre-wrap break-words text-sm">{revision.note}</p>}
          </div>
          <div className="flex flex-wrap gap-2">
            {revision.documents.map(({ format, size }) => (
              <Button key={format} asChild size="sm">
                <a href={`${revisionsPath(estimateId)}/${revision.id}/document?format=${format}`} download>
                  <Download aria-hidden />
                  {t("item.download", { format: format.toUpperCase(), size: formatBytes(size) })}
                  <span className="sr-only">{t("item.revision", { revision: revision.revision })}</span>
                </a>
              </Button>
            ))}
            {mayWithdraw && revision.status !== "withdrawn" && (
              <Withdraw estimateId={estimateId} revision={revision} />
            )}
          </div>
        </div>
        {revision.withdrawn && (
          <p className="whitespace-pre-wrap break-words text-sm">
            {t.rich("item.withdrawn", {
              by: revision.withdrawn.by ?? t("item.formerMember"),
              reason: revision.withdrawn.reason,
              at: () => <Time at={revision.withdrawn?.at ?? ""} show="datetime" />,
            })}
          </p>
        )}
        {revision.changes && <Changes changes={revision.changes} />}
        <details className="text-sm">
          <summary className="cursor-pointer text-ink-2">{t("item.details")}</summary>
          <div className="mt-2 grid gap-3">
            <Approval estimateId={estimateId} approval={revision.approval} />
            <ul className="grid gap-1">
              {revision.documents.map(({ format, sha256 }) => (
                <li key={format}>
                  {t("item.sha256", { format: format.toUpperCase() })}{" "}
                  <Copyable value={sha256} label={t("item.copyHash", { format: format.toUpperCase() })} />
                </li>
              ))}
              <li>
                {t("item.verify")} <Copyable value={revision.verify_url} label={t("item.copyAddress")} />
              </li>
            </ul>
          </div>
        </details>
      </CardBody>
    </li>
  );
}

function Withdraw({ estimateId, revision }: { estimateId: string; revision: RevisionAnswer }) {
  const t = useTranslations("issuing");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("withdraw.title", { revision: revision.revision })}
      description={t("withdraw.description")}
      trigger={
        <Button size="sm" variant="danger-ghost">
          {t("withdraw.button")}
          <span className="sr-only">{t("item.revision", { revision: revision.revision })}</span>
        </Button>
      }
    >
      <WithdrawForm estimateId={estimateId} revision={revision} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
