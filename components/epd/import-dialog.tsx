"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const ImportForm = later(async () => (await import("./import-form.tsx")).ImportForm);

/** Takes declarations from files. Every fault is shown with its place; with one fault nothing is taken. */
export function ImportEpds() {
  const t = useTranslations("epd");
  const [open, setOpen] = useState(false);
  ImportForm.useAtRest();
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={setOpen}
      title={t("importing.title")}
      description={t("importing.description")}
      trigger={
        <Button variant="primary">
          <Upload aria-hidden />
          {t("importing.open")}
        </Button>
      }
    >
      <ImportForm onDone={() => setOpen(false)} />
    </Dialog>
  );
}
