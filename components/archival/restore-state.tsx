"use client";
import { useEffect, useState } from "react";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { RestoreAnswer } from "./answers.ts";
import { Countdown } from "./countdown.tsx";
import { isRestoring } from "./words.ts";

/** How a file's newest restore stands: on its way, there for how long, or why it came to nothing. */
export function RestoreState({ restore }: { restore: RestoreAnswer }) {
  if (isRestoring(restore)) return <OnItsWay restore={restore} />;
  if (restore.status === "ready")
    return (
      <Callout tone={restore.failure ? "warn" : "ok"} title={readyTitle(restore)}>
        {restore.expires_at && (
          <p>
            Until <Time at={restore.expires_at} show="datetime" />: <Countdown until={restore.expires_at} />{" "}
            left.
          </p>
        )}
        {restore.failure && <p>{restore.failure.message}</p>}
      </Callout>
    );
  if (restore.status === "failed")
    return (
      <Callout tone="bad" title="The last restore came to nothing">
        {restore.failure?.message} Nothing is lost: the file is in the archive as before.
      </Callout>
    );
  return null;
}

const readyTitle = ({ permanent, failure }: RestoreAnswer) =>
  !permanent
    ? "Restored: it can be downloaded"
    : failure
      ? "Restored, but not yet back in hot storage"
      : "Restored, and going back to hot storage";

function OnItsWay({ restore }: { restore: RestoreAnswer }) {
  const begun = Date.parse(restore.requested_at);
  const due = Date.parse(restore.estimated_ready);
  const now = useNow(due - begun < 3_600_000 ? 1000 : 30_000);
  const late = now !== null && now > due;
  return (
    <div className="grid gap-1.5">
      <Progress
        label="Restoring"
        value={now === null || late ? null : Math.min(0.99, (now - begun) / Math.max(1, due - begun))}
      />
      <p>
        {late ? "Expected any moment now" : "Expected "}
        {!late && <Time at={restore.estimated_ready} show="datetime" />}
        {!late && now !== null && (
          <>
            , in <Countdown until={restore.estimated_ready} />
          </>
        )}
        .
      </p>
      <p className="text-ink-2 text-sm">
        {restore.permanent
          ? "It then goes back to hot storage and stays there."
          : `It can then be downloaded for ${restore.restore_days === 1 ? "a day" : `${restore.restore_days} days`}.`}{" "}
        You are told when it is there.
      </p>
      {restore.failure && <p className="text-sm text-warn">Being tried again: {restore.failure.message}</p>}
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
