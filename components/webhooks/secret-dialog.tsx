"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const Secret = later(async () => (await import("./secret.tsx")).Secret);

/** A signing secret, shown this once, and how a receiver checks signatures with it. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useTranslations("webhooks");
  Secret.useAtRest();
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t("secretDialog.signingSecret")}
      description={t("secretDialog.yourReceiverChecksWithItThatA")}
    >
      <Secret secret={secret} onClose={onClose} />
    </Dialog>
  );
}
