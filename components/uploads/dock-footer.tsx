"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { isActive } from "./totals.ts";
import type { UploadItem } from "./types.ts";
import type { UploadManager } from "./upload-manager.ts";

const PAUSABLE: readonly UploadItem["state"][] = ["queued", "checking", "uploading", "waiting"];

function each(keys: readonly string[], act: (key: string) => void): void {
  for (const key of keys) act(key);
}

/** What can be done with many files of the queue at once. */
export function DockFooter({
  items,
  manager,
  remove,
}: {
  items: readonly UploadItem[];
  manager: UploadManager;
  remove: (key: string) => void;
}) {
  const t = useTranslations("uploads");
  const keysOf = (...states: readonly UploadItem["state"][]) =>
    items.filter(({ state }) => states.includes(state)).map(({ key }) => key);
  const pausable = keysOf(...PAUSABLE);
  const resumable = [
    ...keysOf("paused"),
    ...items.filter(({ state, reopens }) => state === "needs_file" && reopens).map(({ key }) => key),
  ];
  const done = keysOf("done");
  const twins = keysOf("duplicate");
  // What is verified has arrived, and stays, as it does in its line: it may be a file before it is told to go.
  const unfinished = items
    .filter(
      (item) =>
        (isActive(item) && item.state !== "verifying") ||
        item.state === "paused" ||
        item.state === "needs_file",
    )
    .map(({ key }) => key);

  async function resumeAll() {
    for (const key of keysOf("paused")) manager.resume(key);
    // The browser asks for one folder after the other; a refusal is an answer for all.
    for (const { key, state, reopens } of items)
      if (state === "needs_file" && reopens && !(await manager.reopen(key))) return;
  }

  if (items.length < 2) return null;
  return (
    <footer className="grid gap-2 border-line border-t px-3 py-2">
      {twins.length > 1 && (
        <div className="flex flex-wrap items-center gap-2">
          <p className="grow text-sm">{t("dock.duplicates", { count: twins.length })}</p>
          <Button size="sm" onClick={() => each(twins, remove)}>
            {t("dock.skip")}
          </Button>
          <Button size="sm" onClick={() => each(twins, (key) => manager.uploadAnyway(key))}>
            {t("dock.anyway")}
          </Button>
        </div>
      )}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {pausable.length > 0 && (
          <Button size="sm" onClick={() => each(pausable, (key) => manager.pause(key))}>
            {t("dock.pauseAll")}
          </Button>
        )}
        {resumable.length > 0 && (
          <Button size="sm" onClick={() => void resumeAll()}>
            {t("dock.resumeAll")}
          </Button>
        )}
        {done.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => each(done, remove)}>
            {t("dock.clear")}
          </Button>
        )}
        {unfinished.length > 1 && (
          <Confirm
            danger
            title={t("dock.cancelAllTitle")}
            description={t("dock.cancelAllText")}
            confirmLabel={t("dock.keep")}
            trigger={
              <Button size="sm" variant="danger-ghost" className="ml-auto">
                {t("dock.cancelAll")}
              </Button>
            }
            onConfirm={() => each(unfinished, remove)}
          />
        )}
      </div>
    </footer>
  );
}
