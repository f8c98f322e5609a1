import { Archive, Flame, Scale } from "lucide-react";
import { tierLabels } from "#components/files/labels.ts";
import type { StorageTier } from "#components/files/types.ts";
import { Badge, StatusPill } from "#components/ui/badge.tsx";

/** Where a file's bytes are, in one word. */
export function TierBadge({ tier }: { tier: StorageTier }) {
  const { label, hint, tone, live } = tierLabels[tier];
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
  return (
    <>
      {legalHold && (
        <Badge tone="warn">
          <Scale aria-hidden className="size-3" />
          Legal hold
        </Badge>
      )}
      {keepHot && (
        <Badge tone="info">
          <Flame aria-hidden className="size-3" />
          Kept hot
        </Badge>
      )}
    </>
  );
}
