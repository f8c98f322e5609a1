"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { submitting } from "#components/data/form.ts";
import { refreshPriceBook } from "#components/data/queries.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { useToast } from "#components/ui/toast.tsx";

/** Sends a change that makes a new version, shows that version, and says so. */
export function useSaveVersion() {
  const queries = useQueryClient();
  const toast = useToast();
  const [, setParams] = useUrlParams();
  return (send: () => Promise<PriceBookVersion>, title: (version: number) => string, onDone: () => void) =>
    submitting(async () => {
      const saved = await send();
      await refreshPriceBook(queries);
      setParams({ version: saved.active ? "" : saved.id });
      toast({ tone: "ok", title: title(saved.version) });
      onDone();
    });
}
