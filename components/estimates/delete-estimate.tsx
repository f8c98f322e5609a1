"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { refreshProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Deletes an estimate that no file stands behind. */
export function DeleteEstimate({ id, name }: { id: string; name: string }) {
  const t = useTranslations("estimates");
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  return (
    <Confirm
      danger
      title={t("deleteEstimate.deleteThisEstimate")}
      description={t("deleteEstimate.isDeletedAndNoSearchFindsItAny", { name })}
      confirmLabel={t("deleteEstimate.deleteEstimate")}
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t("deleteEstimate.delete")}</span>
        </Button>
      }
      onConfirm={async () => {
        await api(`/api/cost-estimates/${id}`, { method: "DELETE" });
        toast({ tone: "ok", title: t("deleteEstimate.isDeleted", { name }) });
        router.push("/estimates");
        queries.removeQueries({ queryKey: ["estimates", id] });
        await refreshProjects(queries);
      }}
    />
  );
}
