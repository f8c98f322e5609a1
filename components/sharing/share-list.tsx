"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import type { ShareView } from "#lib/sharing/views.ts";

type Share = z.output<typeof ShareView>;

export const sharesKey = (estimateId: string) => ["estimates", estimateId, "shares"];

const TONES: Record<Share["status"], Tone> = { live: "ok", expired: "neutral", revoked: "bad" };

/** An estimate's links: until when each holds, how often it was opened, and an end to it. */
export function ShareList({ estimateId, items }: { estimateId: string; items: readonly Share[] }) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  if (items.length === 0) return <p className="text-ink-2">{t("share.none")}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {items.map((share) => (
        <li key={share.id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
          <div className="grid min-w-0 gap-0.5 text-sm">
            <p className="flex flex-wrap items-center gap-2">
              <StatusPill tone={TONES[share.status]}>{t(`share.status.${share.status}`)}</StatusPill>
              <span className="break-words font-medium">{share.note || t("share.noNote")}</span>
            </p>
            <p className="text-ink-2">
              {share.created_by ?? t("formerMember")} · <Time at={share.created_at} /> ·{" "}
              {t.rich("share.until", { at: () => <Time at={share.expires_at} /> })}
            </p>
            <p className="text-ink-2">
              {share.last_opened_at
                ? t.rich("share.opened", {
                    count: share.open_count,
                    at: () => <Time at={share.last_opened_at ?? ""} show="datetime" />,
                  })
                : t("share.neverOpened")}
            </p>
          </div>
          {share.status === "live" && (
            <Confirm
              danger
              title={t("share.revokeTitle")}
              description={t("share.revokeText")}
              confirmLabel={t("share.revoke")}
              onConfirm={async () => {
                await api(`/api/cost-estimates/${estimateId}/shares/${share.id}`, { method: "DELETE" });
                await queries.invalidateQueries({ queryKey: sharesKey(estimateId) });
              }}
              trigger={
                <Button size="sm" variant="danger-ghost">
                  {t("share.revoke")}
                  <span className="sr-only">{t("list.of", { name: share.note || t("share.noNote") })}</span>
                </Button>
              }
            />
          )}
        </li>
      ))}
    </ul>
  );
}
