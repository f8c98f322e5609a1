"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";

/**
 * A dialog about files as they were when it opened, since the list behind it changes as they move. `what` names them;
 * `dialog` goes to the dialog, whose ways of closing all end in `close`.
 */
export function useFilesDialog<F extends { filename: string }>(offered: readonly F[], onClose: () => void) {
  const t = useTranslations("archival");
  const [open, setOpen] = useState(false);
  const [files, setFiles] = useState(offered);
  const [first] = files;
  const close = () => {
    setOpen(false);
    onClose();
  };
  const onOpenChange = (next: boolean) => {
    if (!next) return close();
    setFiles(offered);
    setOpen(true);
  };
  return {
    files,
    what: files.length === 1 && first ? first.filename : t("words.files", { files: files.length }),
    close,
    dialog: { open, onOpenChange },
  };
}
