"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { refreshPriceBook } from "#components/data/queries.ts";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Machines } from "./machine-basis.tsx";
import { refreshWorkItems } from "./queries.ts";

export interface Adoption {
  library_id: string;
  machines: Machines;
  items: { number: number; catalogue_id: string; entry?: Record<string, unknown> }[];
}

/** Prices entries by work items: makes the next version of the price book, and says so. */
export function useAdopt(book: string | undefined, onDone: () => void) {
  const t = useTranslations("work-items");
  const queries = useQueryClient();
  const toast = useToast();
  return useSubmit<Adoption>((adoption) =>
    submitting(async () => {
      const saved = await api<PriceBookVersion>(`/api/price-books/${book ?? "default"}/work-items`, {
        body: adoption,
      });
      await refreshPriceBook(queries);
      await refreshWorkItems(queries);
      toast({
        tone: "ok",
        title: t("adopt.done", { count: adoption.items.length, version: saved.version }),
      });
      onDone();
    }),
  );
}
