"use client";
import { FolderPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useOpenProjects } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { Select } from "#components/ui/select.tsx";

const ProjectForm = later(async () => (await import("./project-form.tsx")).ProjectForm);

/** Chooses the project that uploads go to, or makes one. Empty: none. */
export function ProjectPicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useTranslations("projects");
  const projects = useOpenProjects();
  const [open, setOpen] = useState(false);
  ProjectForm.useAtRest();
  return (
    <div className="flex items-center gap-1.5">
      <Select
        aria-label={t("projectPicker.projectOfTheUploads")}
        className="w-44"
        placeholder={t("projectPicker.noProject")}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("projectPicker.newProject")}
        description={t("projectPicker.filesOfOneJobStandTogether")}
        trigger={
          <Button icon aria-label={t("projectPicker.newProject")}>
            <FolderPlus aria-hidden />
          </Button>
        }
      >
        <ProjectForm
          onSaved={({ id }) => {
            setOpen(false);
            onChange(id);
          }}
        />
      </Dialog>
    </div>
  );
}
