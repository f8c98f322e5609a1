"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FolderPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { useAskedFor, useUrlParams } from "#components/data/url-params.ts";
import { ProjectsTable } from "#components/projects/projects-table.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

const ProjectForm = later(async () => (await import("#components/projects/project-form.tsx")).ProjectForm);

const PAGE = 50;

export function Projects({ role }: { role: Role }) {
  const t = useTranslations("projects");
  const [param, setParams] = useUrlParams();
  const [limit, setLimit] = useState(PAGE);
  const q = param("q");
  const archived = param("archived") === "only" ? "only" : "no";
  const query = new URLSearchParams({ limit: String(Math.min(limit, 200)), archived, ...(q ? { q } : {}) });
  const projects = useQuery({
    queryKey: ["projects", "list", String(query)],
    queryFn: () => api<{ items: ProjectAnswer[]; total: number }>(`/api/projects?${query}`),
    placeholderData: keepPreviousData,
  });
  const create = role !== "viewer" && <NewProject />;
  return (
    <div>
      <PageHeader
        title={t("projects.projects")}
        description={t("projects.filesAndEstimatesOfOneJob")}
        actions={create}
      />
      <Card>
        <div className="flex flex-wrap items-center gap-2 px-4 py-3">
          <SearchField
            label={t("projects.searchProjects")}
            value={q}
            onChange={(text) => setParams({ q: text })}
          />
          <Segmented
            label={t("projects.whichProjects")}
            value={archived}
            segments={[
              { value: "no", label: t("projects.inUse") },
              { value: "only", label: t("projects.archived") },
            ]}
            onChange={(value) => setParams({ archived: value === "only" ? value : "" })}
          />
        </div>
        <QueryView query={projects} loading={<LoadingRows label={t("projects.loadingProjects")} />}>
          {({ items, total }) => (
            <>
              <ProjectsTable
                projects={items}
                filtered={q !== "" || archived === "only"}
                createAction={create}
              />
              <LoadMore
                shown={items.length}
                total={Math.min(total, 200)}
                loading={projects.isFetching}
                onLoadMore={() => setLimit(limit + PAGE)}
              />
            </>
          )}
        </QueryView>
      </Card>
    </div>
  );
}

function NewProject() {
  const t = useTranslations("projects");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  ProjectForm.useAtRest();
  useAskedFor("new", () => setOpen(true));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("projects.newProject")}
      description={t("projects.filesAndEstimatesOfOneJobStand")}
      trigger={
        <Button variant="primary">
          <FolderPlus aria-hidden />
          {t("projects.newProject")}
        </Button>
      }
    >
      <ProjectForm
        onSaved={({ id }) => {
          setOpen(false);
          router.push(`/projects/${id}`);
        }}
      />
    </Dialog>
  );
}
