"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { api } from "#components/data/api.ts";
import { refreshProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Deletes an estimate that no file stands behind. */
export function DeleteEstimate({ id, name }: { id: string; name: string }) {
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  return (
    <Confirm
      danger
      title="Delete this estimate?"
      description={`${name} is deleted, and no search finds it any more. This cannot be undone.`}
      confirmLabel="Delete estimate"
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">Delete</span>
        </Button>
      }
      onConfirm={async () => {
        await api(`/api/cost-estimates/${id}`, { method: "DELETE" });
        toast({ tone: "ok", title: `${name} is deleted` });
        router.push("/estimates");
        queries.removeQueries({ queryKey: ["estimates", id] });
        await refreshProjects(queries);
      }}
    />
  );
}
