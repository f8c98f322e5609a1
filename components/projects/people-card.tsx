"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserRoundPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { MemberRow } from "#components/members/types.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Checkbox, Switch } from "#components/ui/checkbox.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

/** Who sees a project; admins restrict it and name the people. */
export function PeopleCard({ project, isAdmin }: { project: ProjectDetailAnswer; isAdmin: boolean }) {
  const t = useTranslations("projects");
  const { people } = project;
  return (
    <Card>
      <CardHeader
        title={t("peopleCard.people")}
        description={
          people === null
            ? t("peopleCard.everybodyInTheOrganisationSees")
            : t("peopleCard.onlyAdminsAndThesePeopleSee")
        }
        actions={isAdmin && people !== null && <PeopleDialog project={project} />}
      />
      <CardBody className="grid gap-4">
        {people?.length === 0 && <p className="text-ink-2">{t("peopleCard.nobodyBesidesTheAdmins")}</p>}
        {people && people.length > 0 && (
          <ul className="grid gap-2 sm:grid-cols-2">
            {people.map(({ user_id, name, email, role }) => (
              <li key={user_id} className="flex items-center gap-2.5">
                <Avatar name={name || email} />
                <span className="grid min-w-0">
                  <span className="truncate">{name || email}</span>
                  <span className="truncate text-ink-3 text-xs">
                    {email} · {role}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {isAdmin && <RestrictSwitch project={project} />}
      </CardBody>
    </Card>
  );
}

function useSaveProject(project: ProjectDetailAnswer) {
  const queries = useQueryClient();
  return async (path: string, method: string, body: unknown) => {
    const saved = await api<ProjectDetailAnswer>(`/api/projects/${project.id}${path}`, { method, body });
    queries.setQueryData(["projects", project.id], saved);
    await queries.invalidateQueries({ queryKey: ["projects", "all"] });
  };
}

function RestrictSwitch({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const save = useSaveProject(project);
  const form = useSubmit<boolean>((is_restricted) => submitting(() => save("", "PATCH", { is_restricted })));
  return (
    <div className="grid gap-3 border-line border-t pt-4">
      <Switch
        label={t("peopleCard.restricted")}
        hint={t("peopleCard.toEverybodyElseItDoesNotExist")}
        checked={project.is_restricted}
        disabled={form.pending}
        onCheckedChange={(on) => void form.run(on)}
      />
      <FormProblemNotice problem={form.problem} />
    </div>
  );
}

function PeopleDialog({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("peopleCard.whoSeesThisProject")}
      description={t("peopleCard.adminsAlwaysDoItActsWith")}
      trigger={
        <Button>
          <UserRoundPen aria-hidden />
          {t("peopleCard.choosePeople")}
        </Button>
      }
    >
      <PeopleForm project={project} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function PeopleForm({ project, onDone }: { project: ProjectDetailAnswer; onDone: () => void }) {
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
