"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Ten codes, shown this once, to be written down or printed. */
export function RecoveryCodeList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations("account");
  const text = codes.join("\n");
  return (
    <div className="grid gap-4">
      <Callout tone="warn" announce title={t("recoveryCodes.keepTheseRecoveryCodesTheyAre")}>
        {t("recoveryCodes.eachSignsYouInOnceWithoutYour")}
      </Callout>
      <ul
        aria-label={t("recoveryCodes.recoveryCodes")}
        className="grid gap-x-6 gap-y-1 rounded-md border border-line bg-subtle p-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={text} text label={t("recoveryCodes.copyAll")} />
        <Button asChild size="sm">
          <a
            download="construction-ai-recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          >
            <Download aria-hidden />
            {t("recoveryCodes.saveAsAFile")}
          </a>
        </Button>
      </div>
      <div>
        <Button variant="primary" onClick={onDone}>
          {t("recoveryCodes.iHaveKeptThem")}
        </Button>
      </div>
    </div>
  );
}
