"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const DeleteForm = later(async () => (await import("./delete-form.tsx")).DeleteForm);

/** Deletes a project; what is in it goes where the person says. */
export function DeleteProject({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const isEmpty = project.files + project.estimates === 0;
  DeleteForm.useAtRest();
  return (
    <Dialog
      title={t("deleteDialog.delete", { name: project.name })}
      description={
        isEmpty
          ? t("deleteDialog.itHoldsNothingThisCannotBe")
          : t("deleteDialog.itHoldsFilesAndEstimatesThey", {
              files: project.files,
              estimates: project.estimates,
            })
      }
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t("deleteDialog.delete2")}</span>
        </Button>
      }
    >
      <DeleteForm project={project} isEmpty={isEmpty} />
    </Dialog>
  );
}
