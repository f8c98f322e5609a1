"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { ConfirmForm } from "./confirm-fields.tsx";
import type { Ways } from "./confirm-identity.tsx";

/** What confirm-identity.tsx opens; true is answered when the person has confirmed that it is they. */
export function ConfirmDialog({ ways, onAnswer }: { ways: Ways; onAnswer: (confirmed: boolean) => void }) {
  const t = useTranslations("account");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onAnswer(false)}
      title={t("confirmIdentity.confirmThatItIsYou")}
      description={t("confirmIdentity.thisChangeIsSensitiveAndYou")}
    >
      <ConfirmForm ways={ways} onDone={() => onAnswer(true)} />
    </Dialog>
  );
}
