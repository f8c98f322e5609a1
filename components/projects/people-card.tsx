"use client";
import { UserRoundPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { RestrictSwitch } from "./restrict-switch.tsx";

const PeopleForm = later(async () => (await import("./people-form.tsx")).PeopleForm);

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

function PeopleDialog({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const [open, setOpen] = useState(false);
  PeopleForm.useAtRest();
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
