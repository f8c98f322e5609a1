"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const ImportForm = later(async () => (await import("./import-form.tsx")).ImportForm);

/** Takes a price book from a spreadsheet. Every fault is shown with its row; with one fault nothing is taken. */
export function ImportDialog() {
  const t = useTranslations("price-book");
  const [open, setOpen] = useState(false);
  ImportForm.useAtRest();
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={setOpen}
      title={t("importDialog.importAPriceBook")}
      description={t("importDialog.aCsvOrXlsxTableInTheColumnsOf")}
      trigger={
        <Button variant="primary">
          <Upload aria-hidden />
          {t("importDialog.import")}
        </Button>
      }
    >
      <ImportForm onDone={() => setOpen(false)} />
    </Dialog>
  );
}
