"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { RestoreAnswer } from "./answers.ts";
import { Countdown } from "./countdown.tsx";
import { isRestoring } from "./words.ts";

/** How a file's newest restore stands: on its way, there for how long, or why it came to nothing. */
export function RestoreState({ restore }: { restore: RestoreAnswer }) {
  const t = useTranslations("archival");
  const { expires_at: expiresAt } = restore;
  if (isRestoring(restore)) return <OnItsWay restore={restore} />;
  if (restore.status === "ready")
    return (
      <Callout tone={restore.failure ? "warn" : "ok"} title={readyTitle(t, restore)}>
        {expiresAt && (
          <p>
            {t.rich("restoreState.until", { time: () => <Time at={expiresAt} show="datetime" /> })}{" "}
            <Countdown until={expiresAt} /> {t("restoreState.left")}
          </p>
        )}
        {restore.failure && <p>{restore.failure.message}</p>}
      </Callout>
    );
  if (restore.status === "failed")
    return (
      <Callout tone="bad" title={t("restoreState.theLastRestoreCameToNothing")}>
        {t("restoreState.nothingIsLostTheFileIsInThe", { message: restore.failure?.message ?? "" })}
      </Callout>
    );
  return null;
}

const readyTitle = (t: Translator<"archival">, { permanent, failure }: RestoreAnswer) =>
  !permanent
    ? t("restoreState.restoredItCanBeDownloaded")
    : failure
      ? t("restoreState.restoredButNotYetBackInHot")
      : t("restoreState.restoredAndGoingBackToHot");

function OnItsWay({ restore }: { restore: RestoreAnswer }) {
  const t = useTranslations("archival");
  const begun = Date.parse(restore.requested_at);
  const due = Date.parse(restore.estimated_ready);
  const now = useNow(due - begun < 3_600_000 ? 1000 : 30_000);
  const late = now !== null && now > due;
  return (
    <div className="grid gap-1.5">
      <Progress
        label={t("restoreState.restoring")}
        value={now === null || late ? null : Math.min(0.99, (now - begun) / Math.max(1, due - begun))}
      />
      <p>
        {late ? t("restoreState.expectedAnyMomentNow") : t("restoreState.expected")}
        {!late && <Time at={restore.estimated_ready} show="datetime" />}
        {!late && now !== null && (
          <>
            {t("restoreState.in")} <Countdown until={restore.estimated_ready} />
          </>
        )}
        .
      </p>
      <p className="text-ink-2 text-sm">
        {t("restoreState.youAreToldWhenItIsThere", {
          value: restore.permanent
            ? t("restoreState.itThenGoesBackToHotStorageAnd")
            : t("restoreState.itCanThenBeDownloadedFor", {
                value:
                  restore.restore_days === 1
                    ? t("restoreState.aDay")
                    : t("restoreState.days", { restoreDays: restore.restore_days }),
              }),
        })}
      </p>
      {restore.failure && (
        <p className="text-sm text-warn">
          {t("restoreState.beingTriedAgain", { message: restore.failure.message })}
        </p>
      )}
    </div>
  );
}

/** The time, as it goes on; null until the browser has said it. */
function useNow(every: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
