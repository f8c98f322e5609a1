"use client";
import { Box, FileSpreadsheet, FileText, Sheet, Upload } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";

/**
 * What an estimate can be taken away as. `path` is the export of an estimate or of a file; `model`: there is one to list
 * the elements of, and, where it is not archived, to write cost and carbon into.
 */
export function ExportMenu({ path, model }: { path: string; model: "none" | "there" | "archived" }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const href = (query: Record<string, string>) => `${path}?${new URLSearchParams({ ...query, locale })}`;
  return (
    <Menu
      trigger={
        <Button aria-label={t("menu.label")}>
          <Upload aria-hidden />
          {t("menu.trigger")}
        </Button>
      }
      className="min-w-64"
    >
      <Download href={href({ format: "pdf" })} icon={<FileText aria-hidden />}>
        {t("menu.pdf")}
      </Download>
      <Download href={href({ format: "xlsx" })} icon={<FileSpreadsheet aria-hidden />}>
        {t("menu.xlsx")}
      </Download>
      <Download href={href({ format: "csv" })} icon={<Sheet aria-hidden />}>
        {t("menu.csvLines")}
      </Download>
      {model !== "none" && (
        <Download href={href({ format: "csv", rows: "elements" })} icon={<Sheet aria-hidden />}>
          {t("menu.csvElements")}
        </Download>
      )}
      {model === "there" && (
        <Download href={href({ format: "ifc" })} icon={<Box aria-hidden />}>
          {t("menu.ifc")}
        </Download>
      )}
      {model === "archived" && (
        <MenuItem disabled>
          <Box aria-hidden />
          {t("menu.ifcArchived")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** A link that the browser saves, so that a large document never passes through the page. */
function Download({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <MenuItem asChild>
      <a href={href} download>
        {icon}
        {children}
      </a>
    </MenuItem>
  );
}
