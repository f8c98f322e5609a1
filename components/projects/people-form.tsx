"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { MemberRow } from "#components/members/types.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { useSaveProject } from "./use-save-project.ts";

/** Names the people who see a restricted project besides the admins. Ends a dialog. */
export function PeopleForm({ project, onDone }: { project: ProjectDetailAnswer; onDone: () => void }) {
  const t = useTranslations("projects");
  const save = useSaveProject(project);
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => api<{ items: MemberRow[] }>("/api/members"),
  });
  const [chosen, setChosen] = useState(() => new Set((project.people ?? []).map(({ user_id }) => user_id)));
  const form = useSubmit<string[]>(
    (user_ids) => submitting(() => save("/people", "PUT", { user_ids })),
    onDone,
  );
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void form.run([...chosen]);
      }}
    >
      <QueryView query={members} loading={<LoadingRows rows={3} label={t("peopleCard.loadingMembers")} />}>
        {({ items }) => {
          const others = items.filter(({ role }) => role !== "admin");
          return (
            <fieldset className="grid max-h-80 gap-2.5 overflow-y-auto py-1 pl-1">
              <legend className="sr-only">{t("peopleCard.members")}</legend>
              {others.length === 0 && (
                <p className="text-ink-2">{t("peopleCard.everybodyInTheOrganisationIsAn")}</p>
              )}
              {others.map(({ user_id, name, email, role }) => (
                <Checkbox
                  key={user_id}
                  label={name || email}
                  hint={`${email} · ${role}`}
                  checked={chosen.has(user_id)}
                  onCheckedChange={(on) => {
                    const next = new Set(chosen);
                    if (on === true) next.add(user_id);
                    else next.delete(user_id);
                    setChosen(next);
                  }}
                />
              ))}
            </fieldset>
          );
        }}
      </QueryView>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("peopleCard.savePeople")} pending={form.pending} />
    </form>
  );
}
