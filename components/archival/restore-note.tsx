"use client";
import { useTranslations } from "next-intl";
import type { StorageTier } from "#components/files/types.ts";
import type { RestoreAnswer } from "./answers.ts";
import { Countdown } from "./countdown.tsx";
import { isBehind, useTierFollows } from "./queries.ts";
import { isRestoring } from "./words.ts";

/** With a file in a list: in how long it is expected back from the archive, or how long it is there. */
export function RestoreNote({ restore, tier }: { restore: RestoreAnswer | null; tier: StorageTier }) {
  const t = useTranslations("archival");
  useTierFollows(tier, restore);
  // Of the two answers one may be older than the other.
  if (!restore || isBehind(tier, restore)) return null;
  const until = isRestoring(restore) ? restore.estimated_ready : restore.expires_at;
  return (
    <span className="text-ink-2 text-sm">
      {!isRestoring(restore) && restore.permanent
        ? t("restoreNote.goingBackToHot")
        : until && (
            <>
              {isRestoring(restore) && t("restoreNote.in")}
              <Countdown until={until} />
              {!isRestoring(restore) && t("restoreNote.left")}
            </>
          )}
    </span>
  );
}
