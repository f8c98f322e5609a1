"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { toFileRow } from "#components/data/present-rows.ts";
import { useFiles } from "#components/data/queries.ts";
import { FileTable } from "#components/files/file-table.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";

const ChosenStorage = later(
  async () => (await import("#components/archival/chosen-storage.tsx")).ChosenStorage,
  () => null,
);

const MoveDialog = later(
  async () => (await import("#components/projects/move-dialog.tsx")).MoveDialog,
  () => null,
);

const NONE: ReadonlySet<string> = new Set();

export function ProjectFiles({
  project,
  mayEdit,
  isAdmin,
}: {
  project: ProjectDetailAnswer;
  mayEdit: boolean;
  isAdmin: boolean;
}) {
  const t = useTranslations("projects");
  const files = useFiles({ project_id: project.id });
  const [chosen, setChosen] = useState(NONE);
  ChosenStorage.useAtRest();
  MoveDialog.useAtRest();
  return (
    <Card>
      <CardHeader title={t("contents.files")} />
      <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
        <MoveDialog small fileIds={[...chosen]} from={project.id} onMoved={() => setChosen(NONE)} />
        <ChosenStorage
          files={(files.data?.items ?? []).filter(({ file_id }) => chosen.has(file_id))}
          isAdmin={isAdmin}
          onDone={() => setChosen(NONE)}
        />
      </ChosenBar>
      <PagedList query={files} what="files">
        {({ items }) => (
          <FileTable
            caption={t("contents.filesOfThisProject")}
            files={items.map((file) => toFileRow(file))}
            {...(mayEdit ? { selection: { chosen, onChange: setChosen } } : {})}
          />
        )}
      </PagedList>
    </Card>
  );
}
