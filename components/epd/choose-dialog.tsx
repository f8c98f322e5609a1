"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import type { EpdChoiceAnswer } from "./answers.ts";
import { ChooseForm } from "./choose-form.tsx";

/** Which declaration a material is counted by. Comes when it is opened. */
export function ChooseDialog({ entry, onClose }: { entry: EpdChoiceAnswer; onClose: () => void }) {
  const t = useTranslations("epd");
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("choose.title", { name: entry.name })}
      description={t("choose.description")}
    >
      <ChooseForm entry={entry} onClose={onClose} />
    </Dialog>
  );
}
