"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const ImportForm = later(async () => (await import("./import-form.tsx")).ImportForm);

/** Takes an edition of the work items from a file. */
export function ImportWorkItems() {
  const t = useTranslations("work-items");
  const [open, setOpen] = useState(false);
  ImportForm.useAtRest();
  return (
    <Dialog
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
