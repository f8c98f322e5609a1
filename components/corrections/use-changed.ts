"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { CorrectionsChangedAnswer } from "#components/data/answers.ts";
import { formatMoney } from "#components/format/money.ts";
import { useToast } from "#components/ui/toast.tsx";

/** After a change of corrections: what it did to the total, and all that shows the file's elements or totals anew. */
export function useChanged(fileId: string) {
  const t = useTranslations("corrections");
  const queries = useQueryClient();
  const toast = useToast();
  return async (title: string, { estimate }: CorrectionsChangedAnswer, more = "") => {
    const likely = (of: "before" | "after") =>
      estimate
        ? formatMoney(
            { amount: estimate[of].cost.likely, currency: estimate[of].cost.currency },
            { precision: "minor" },
          )
        : "";
    const [before, after] = [likely("before"), likely("after")];
    const moved = before === after ? t("sameTotal", { after }) : t("total", { before, after });
    toast({ tone: "ok", title, description: [more, estimate ? moved : ""].filter(Boolean).join(" ") });
    await Promise.all(
      [
        ["analysis", fileId],
        ["elements", fileId],
        ["file-materials", fileId],
        ["corrections", fileId],
        ["estimates"],
        ["matches"],
        ["dashboard"],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
}
