"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Time } from "#components/format/time-element.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ProjectShares } from "#lib/sharing/views.ts";
import { useSaveProject } from "./use-save-project.ts";

type Shares = z.output<typeof ProjectShares>;

/** Restricts a project, or opens it; where links to its results end by it, it names them and asks. */
export function RestrictSwitch({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const toast = useToast();
  const save = useSaveProject(project);
  const [ending, setEnding] = useState<Shares | null>(null);
  const shares = useQuery({
    queryKey: ["projects", project.id, "shares"],
    queryFn: () => api<Shares>(`/api/projects/${project.id}/shares`),
    enabled: false,
  });
  const form = useSubmit<boolean>((is_restricted) =>
    submitting(async () => {
      await save("", "PATCH", { is_restricted });
      if (ending) toast({ tone: "ok", title: t("restrict.done", { count: ending.items.length }) });
      setEnding(null);
    }),
  );
  const ask = useSubmit<void>(() =>
    submitting(async () => {
      const { data, error } = await shares.refetch();
      if (error) throw error;
      if (data && data.items.length > 0) setEnding(data);
      else await form.run(true);
    }),
  );
  return (
    <div className="grid gap-3 border-line border-t pt-4">
      <Switch
        label={t("peopleCard.restricted")}
        hint={t("peopleCard.toEverybodyElseItDoesNotExist")}
        checked={project.is_restricted}
        disabled={form.pending || ask.pending}
        onCheckedChange={(on) => void (on ? ask.run() : form.run(false))}
      />
      <FormProblemNotice problem={ask.problem ?? (ending ? null : form.problem)} />
      <Dialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={t("restrict.title")}
        description={t("restrict.text")}
      >
        <form
          method="post"
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void form.run(true);
          }}
        >
          <ul aria-label={t("restrict.links")} className="max-h-64 divide-y divide-line overflow-y-auto">
            {ending?.items.map((link) => (
              <li key={link.id} className="grid py-2">
                <span className="wrap-anywhere font-medium">{link.estimate}</span>
                <span className="wrap-anywhere text-ink-2 text-sm">
                  {[link.note, link.created_by].filter(Boolean).join(" · ")}
                </span>
                <span className="text-ink-3 text-sm">
                  {t.rich("restrict.until", { time: () => <Time at={link.expires_at} /> })}
                </span>
              </li>
            ))}
          </ul>
          {ending?.more && <p className="text-ink-2">{t("restrict.more")}</p>}
          <FormProblemNotice problem={form.problem} />
          <DialogFooter
            danger
            submit={t("restrict.submit", { count: ending?.items.length ?? 0 })}
            pending={form.pending}
          />
        </form>
      </Dialog>
    </div>
  );
}
