"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { isCovered } from "#components/command/shortcuts.ts";
import { droppedFiles } from "./dropped-files.ts";
import { useUploads } from "./uploads.tsx";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;

/** While files are over the page that is told several times a second; that they were let go elsewhere may never be told. */
const OVER_MS = 1_500;

/** Files and folders can be let go anywhere on the page, unless a dialog covers it. Says so while they are dragged over it. */
export function DropAnywhere() {
  const t = useTranslations("uploads");
  const { take } = useUploads();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let away: ReturnType<typeof setTimeout>;
    const leave = () => {
      clearTimeout(away);
      setOver(false);
    };
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event) || event.defaultPrevented) return;
      // Otherwise the browser would open the file in place of the page.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = isCovered() ? "none" : "copy";
      setOver(!isCovered());
      clearTimeout(away);
      away = setTimeout(leave, OVER_MS);
    };
    // Out of the window, not only from one thing on the page to the next.
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) leave();
    };
    const onDrop = (event: DragEvent) => {
      leave();
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (!event.dataTransfer || isCovered()) return;
      void droppedFiles(event.dataTransfer).then(({ files, unreadable }) => take(files, unreadable));
    };
    window.addEventListener("dragenter", onDragOver);
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("dragleave", onDragLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      clearTimeout(away);
      window.removeEventListener("dragenter", onDragOver);
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("dragleave", onDragLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [take]);
  if (!over) return null;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-0 z-50 grid animate-fade place-items-center bg-overlay p-4 print:hidden"
    >
      <div className="grid w-full max-w-md justify-items-center gap-2 rounded-xl border-2 border-brand-text border-dashed bg-surface px-6 py-10 text-center shadow-lg">
        <span className="grid size-11 place-items-center rounded-full bg-brand-soft text-brand-text">
          <Upload aria-hidden className="size-5" />
        </span>
        <p className="font-semibold text-xl">{t("overlay.title")}</p>
        <p className="text-ink-2">{t("overlay.hint")}</p>
      </div>
    </div>
  );
}
