"use client";
import { Box, FileSpreadsheet, FileText, Sheet } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MenuItem } from "#components/ui/menu.tsx";
import type { ExportMenuProps } from "./export-menu.tsx";

/** The entries of ExportMenu. */
export function ExportItems({ path, model }: ExportMenuProps) {
  const t = useTranslations("report");
  const locale = useLocale();
  const href = (query: Record<string, string>) => `${path}?${new URLSearchParams({ ...query, locale })}`;
  return (
    <>
      <Download href={href({ format: "pdf" })} icon={<FileText aria-hidden />}>
        {t("menu.pdf")}
      </Download>
      <Download href={href({ format: "xlsx" })} icon={<FileSpreadsheet aria-hidden />}>
        {t("menu.xlsx")}
      </Download>
      <Download href={href({ format: "csv" })} icon={<Sheet aria-hidden />}>
        {t("menu.csvLines")}
      </Download>
      <Download href={href({ format: "csv", rows: "carbon" })} icon={<Sheet aria-hidden />}>
        {t("menu.csvCarbon")}
      </Download>
      <Download href={href({ format: "csv", rows: "epds" })} icon={<Sheet aria-hidden />}>
        {t("menu.csvEpds")}
      </Download>
      {model !== "none" && (
        <Download href={href({ format: "csv", rows: "elements" })} icon={<Sheet aria-hidden />}>
          {t("menu.csvElements")}
        </Download>
      )}
      {model !== "none" && (
        <Download href={href({ format: "csv", rows: "corrections" })} icon={<Sheet aria-hidden />}>
          {t("menu.csvCorrections")}
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
    </>
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
