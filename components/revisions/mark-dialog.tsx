"use client";
import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FileDetailAnswer } from "#components/data/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const MarkForm = later(async () => (await import("./mark-form.tsx")).MarkForm);

/** Makes a file that is there a new version of another of its project. */
export function MarkDialog({ file }: { file: FileDetailAnswer }) {
  const t = useTranslations("revisions");
  const [open, setOpen] = useState(false);
  MarkForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("mark.title")}
      description={t("mark.text")}
      trigger={
        <Button size="sm">
          <Link2 aria-hidden />
          {t("mark.open")}
        </Button>
      }
    >
      <MarkForm file={file} onMarked={() => setOpen(false)} />
    </Dialog>
  );
}
