"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { toldOf } from "#components/data/told-of.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { VariantAnswer, VariantsAnswer } from "./answers.ts";
import { variantsKey } from "./queries.ts";

/** Deletes a variant, to be undone at once, or calculates it again. */
export function useVariantActions(estimateId: string, variant: VariantAnswer) {
  const t = useTranslations("variants");
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const key = variantsKey(estimateId);
  const path = `/api/cost-estimates/${estimateId}/variants/${variant.id}`;

  async function perform(work: () => Promise<void>) {
    setPending(true);
    try {
      await work();
    } catch (error) {
      toast({
        tone: "bad",
        title: t("list.failed"),
        ...toldOf(error),
      });
    } finally {
      // What is there now, whether that worked or not.
      await queries.invalidateQueries({ queryKey: key });
      setPending(false);
    }
  }

  const restore = () => perform(() => api(`${path}/restore`, { method: "POST" }));

  return {
    pending,
    recalculate: () =>
      void perform(async () => {
        await api(`${path}/recalculate`, { method: "POST" });
        toast({ tone: "ok", title: t("list.recalculated", { name: variant.name }) });
      }),
    remove: () =>
      void perform(async () => {
        await queries.cancelQueries({ queryKey: key });
        queries.setQueryData<VariantsAnswer>(key, (now) =>
          now ? { ...now, items: now.items.filter((item) => item.id !== variant.id) } : now,
        );
        await api(path, { method: "DELETE" });
        toast({
          title: t("list.deleted", { name: variant.name }),
          action: { label: t("list.undo"), onAction: () => void restore() },
        });
      }),
  };
}
