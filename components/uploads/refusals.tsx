"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { extensionList } from "./check-files.ts";
import { type Refusals, useUploads } from "./uploads.tsx";

/** So many are named; of a folder with more wrong in it the rest is counted. */
const NAMED = 5;

/** What was not taken of the files that were added last, and why; told once. */
export function RefusedFiles({ files, leftOut, accepted }: Refusals) {
  const t = useTranslations("uploads");
  const { dismissRefusals } = useUploads();
  const others = [...leftOut.values()].reduce((sum, count) => sum + count, 0);
  const extensions = [...leftOut.keys()].map((type) => (type ? `.${type}` : t("refused.withoutExtension")));
  return (
    <Callout
      tone={files.length > 0 ? "bad" : "info"}
      announce
      className="m-2"
      {...(files.length > 0 ? { title: t("refused.title", { count: files.length }) } : {})}
      action={
        <Button size="sm" variant="ghost" onClick={dismissRefusals}>
          {t("refused.dismiss")}
        </Button>
      }
    >
      <ul className="grid gap-1 text-sm">
        {files.slice(0, NAMED).map(({ name, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: of one drop, never changed; names may be the same
          <li key={at} className="wrap-anywhere">
            <span className="font-medium text-ink">{name}</span>: {reason}
          </li>
        ))}
        {files.length > NAMED && <li>{t("refused.more", { count: files.length - NAMED })}</li>}
        {others > 0 && (
          <li>{t("refused.leftOut", { count: others, extensions: extensions.toSorted().join(", ") })}</li>
        )}
        {files.length === 0 && accepted && (
          <li>{t("refused.nothing", { accepted: extensionList(accepted) })}</li>
        )}
      </ul>
    </Callout>
  );
}
