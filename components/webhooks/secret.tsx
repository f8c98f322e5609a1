"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { VerifySnippets } from "./verify-snippets.tsx";

/** The secret to copy, and how a receiver checks signatures with it. Ends a dialog. */
export function Secret({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useTranslations("webhooks");
  return (
    <>
      <div className="grid grid-cols-1 gap-4">
        <Callout tone="warn" announce title={t("secretDialog.copyItNowItIsShownOnlyOnce")}>
          {t("secretDialog.keepItWherePasswordsAreKeptA")}
        </Callout>
        <div className="flex items-center gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
          <code data-testid="webhook-secret" className="min-w-0 grow break-all text-sm">
            {secret}
          </code>
          <CopyButton value={secret ?? ""} text />
        </div>
        <VerifySnippets />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          {t("secretDialog.iHaveKeptIt")}
        </Button>
      </DialogActions>
    </>
  );
}
