"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FolderPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { ProjectForm } from "#components/projects/project-form.tsx";
import { ProjectsTable } from "#components/projects/projects-table.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

const PAGE = 50;

export function Projects({ role }: { role: Role }) {
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
        title="Projects"
        description="Files and estimates of one job together, with their sums; restricted to some people where it has to be."
        actions={create}
      />
      <Card>
        <div className="flex flex-wrap items-center gap-2 px-4 py-3">
          <SearchField label="Search projects" value={q} onChange={(text) => setParams({ q: text })} />
          <Segmented
            label="Which projects"
            value={archived}
            segments={[
              { value: "no", label: "In use" },
              { value: "only", label: "Archived" },
            ]}
            onChange={(value) => setParams({ archived: value === "only" ? value : "" })}
          />
        </div>
        <QueryView query={projects} loading={<LoadingRows label="Loading projects" />}>
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
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New project"
      description="Files and estimates of one job stand together under its name."
      trigger={
        <Button variant="primary">
          <FolderPlus aria-hidden />
          New project
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
