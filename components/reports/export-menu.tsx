"use client";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { onDemand } from "#components/ui/on-demand.ts";

const items = onDemand(() => import("./export-items.tsx"));

export interface ExportMenuProps {
  path: string;
  model: "none" | "elements" | "there" | "archived";
}

/**
 * What an estimate can be taken away as. `path` is the export of an estimate or of a file; `model`: there is one to list
 * the elements of, and, where it is an IFC model that is not archived, to write cost and carbon into.
 */
export function ExportMenu(props: ExportMenuProps) {
  const t = useTranslations("report");
  const [open, setOpen] = useState(false);
  const part = items.usePart(open);
  return (
    <Menu
      className="min-w-64"
      onOpenChange={setOpen}
      isReady={part !== null}
      trigger={
        <Button aria-label={t("menu.label")} onPointerEnter={items.fetch} onFocus={items.fetch}>
          <Upload aria-hidden />
          {t("menu.trigger")}
        </Button>
      }
    >
      {part && <part.ExportItems {...props} />}
    </Menu>
  );
}
