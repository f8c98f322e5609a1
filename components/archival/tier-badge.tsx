import { Archive, Flame, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { tierLabels } from "#components/files/labels.ts";
import type { StorageTier } from "#components/files/types.ts";
import { Badge, StatusPill } from "#components/ui/badge.tsx";

/** Where a file's bytes are, in one word. */
export function TierBadge({ tier }: { tier: StorageTier }) {
  const tFiles = useTranslations("files");
  const { label, hint, tone, live } = tierLabels(tFiles)[tier];
  return (
    <span title={hint}>
      {tier === "archived" ? (
        <Badge tone={tone}>
          <Archive aria-hidden className="size-3" />
          {label}
        </Badge>
      ) : (
        <StatusPill tone={tone} live={live}>
          {label}
        </StatusPill>
      )}
    </span>
  );
}

/** What keeps a file, or a project's files, where they are. */
export function KeepBadges({ keepHot, legalHold }: { keepHot: boolean; legalHold: boolean }) {
  const t = useTranslations("archival");
  return (
    <>
      {legalHold && (
        <Badge tone="warn">
          <Scale aria-hidden className="size-3" />
          {t("tierBadge.legalHold")}
        </Badge>
      )}
      {keepHot && (
        <Badge tone="info">
          <Flame aria-hidden className="size-3" />
          {t("tierBadge.keptHot")}
        </Badge>
      )}
    </>
  );
}
