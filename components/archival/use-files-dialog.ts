"use client";
import { useState } from "react";
import { plural } from "#components/format/numbers.ts";

/**
 * A dialog about files as they were when it opened, since the list behind it changes as they move. `what` names them;
 * `dialog` goes to the dialog, whose ways of closing all end in `close`.
 */
export function useFilesDialog<F extends { filename: string }>(offered: readonly F[], onClose: () => void) {
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
    what: files.length === 1 && first ? first.filename : plural(files.length, "file"),
    close,
    dialog: { open, onOpenChange },
  };
}
