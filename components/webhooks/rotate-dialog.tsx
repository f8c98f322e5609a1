"use client";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const RotateForm = later(async () => (await import("./rotate-form.tsx")).RotateForm);

/** Asks how long the old secret is to sign beside a new one. */
export function RotateDialog({ onRotate }: { onRotate: (overlapHours: number) => Promise<void> }) {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useState(false);
  RotateForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("rotateDialog.newSecret")}
      description={t("rotateDialog.untilTheOldOneEndsMessages")}
      trigger={
        <Button>
          <KeyRound aria-hidden />
          {t("rotateDialog.newSecret")}
        </Button>
      }
    >
      <RotateForm onRotate={onRotate} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
