"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, PenLine } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeepBadges } from "#components/archival/tier-badge.tsx";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { ApiError, api, faultTrace } from "#components/data/api.ts";
import { refreshProjects, useProject } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCarbon, formatCount } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { DeleteProject } from "#components/projects/delete-dialog.tsx";
import { ProjectBadges } from "#components/projects/project-badges.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Confirm, Dialog } from "#components/ui/dialog.tsx";
import { below, later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { DetailSkeleton } from "#components/ui/skeletons.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Uploads } from "../../files/uploads.tsx";
import { ProjectFiles } from "./project-files.tsx";

const ProjectForm = later(async () => (await import("#components/projects/project-form.tsx")).ProjectForm);

// There in the HTML, and taken up by the browser after what stands above.
const BelowFiles = below(
  async () => (await import("./below-files.tsx")).BelowFiles,
  () => <Skeleton className="h-160 rounded-lg" />,
);

export function OneProject({ id, role }: { id: string; role: Role }) {
  const t = useTranslations("projects");
  const project = useProject(id);
  usePageTitle(project.data?.name);
  if (project.error instanceof ApiError && project.error.status === 404)
    return (
      <Card>
        <h1 className="sr-only">{t("oneProject.noProjectHere")}</h1>
        <ErrorState
          title={t("oneProject.notFound")}
          action={
            <Button asChild>
              <Link href="/projects">{t("oneProject.allProjects")}</Link>
            </Button>
          }
        >
          {project.error.message}
        </ErrorState>
      </Card>
    );
  return (
    <QueryView query={project} loading={<DetailSkeleton />}>
      {(data) => <ProjectView project={data} role={role} />}
    </QueryView>
  );
}

function ProjectView({ project, role }: { project: ProjectDetailAnswer; role: Role }) {
  const t = useTranslations("projects");
  const mayEdit = role !== "viewer";
  const isAdmin = role === "admin";
  const isOpen = project.archived_at === null;
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader
          title={project.name}
          crumbs={[{ label: t("oneProject.projects"), href: "/projects" }, { label: project.name }]}
          badges={
            <>
              <ProjectBadges project={project} />
              <KeepBadges keepHot={project.keep_hot} legalHold={project.legal_hold} />
            </>
          }
          description={project.description || undefined}
          actions={
            mayEdit && (
              <>
                <EditProject project={project} />
                <ArchiveProject project={project} />
                {(isAdmin || !project.is_restricted) && <DeleteProject project={project} />}
              </>
            )
          }
        />
      </div>
      {!isOpen && (
        <Callout title={t("oneProject.thisProjectIsArchived")}>
          {t("oneProject.itCanBeReadAndWhatIsInItCan")}
        </Callout>
      )}
      <Totals project={project} />
      {mayEdit && isOpen && <Uploads compact project={project.id} />}
      <ProjectFiles project={project} mayEdit={mayEdit} isAdmin={isAdmin} />
      <BelowFiles project={project} role={role} />
    </div>
  );
}

function Totals({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const units = useUnits();
  const { totals } = project;
  const [first, ...others] = totals.cost;
  const money = (amount: string, currency: string, precision: "whole" | "compact") =>
    formatMoney({ amount, currency }, { precision });
  const failed = totals.files_by_status.failed ?? 0;
  const area = totals.floor_area_m2;
  return (
    <StatGrid>
      <Stat
        label={t("oneProject.files")}
        value={formatCount(project.files)}
        note={`${formatBytes(totals.storage_bytes)}${failed > 0 ? t("oneProject.failed", { failed }) : ""}`}
      />
      <Stat
        label={t("oneProject.likelyCostOfItsEstimates")}
        value={first ? money(first.likely, first.currency, "whole") : "–"}
        note={
          first &&
          (others.length > 0
            ? t("oneProject.and", {
                join: others.map((sum) => money(sum.likely, sum.currency, "whole")).join(", "),
              })
            : t("oneProject.to", {
                low: money(first.low, first.currency, "compact"),
                high: money(first.high, first.currency, "compact"),
              }))
        }
      />
      <Stat
        label={t("oneProject.embodiedCarbonA1A5")}
        value={project.estimates > 0 ? formatCarbon(totals.carbon.a1_a5_kg) : "–"}
        note={area > 0 && units.carbonPerArea(totals.carbon.a1_a5_kg / area)}
      />
      <Stat
        label={t("oneProject.floorArea")}
        value={units.quantity(area || null, "m2", { digits: 5 })}
        note={t("oneProject.ofEstimatesThatHaveOne")}
      />
    </StatGrid>
  );
}

function EditProject({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const [open, setOpen] = useState(false);
  ProjectForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("oneProject.editProject")}
      trigger={
        <Button>
          <PenLine aria-hidden />
          {t("oneProject.edit")}
        </Button>
      }
    >
      <ProjectForm project={project} onSaved={() => setOpen(false)} />
    </Dialog>
  );
}

function ArchiveProject({ project }: { project: ProjectDetailAnswer }) {
  const t = useTranslations("projects");
  const queries = useQueryClient();
  const toast = useToast();
  const archived = project.archived_at === null;
  const put = async (away: boolean) => {
    await api(`/api/projects/${project.id}`, { method: "PATCH", body: { archived: away } });
    await refreshProjects(queries);
  };
  const save = async () => {
    await put(archived);
    toast({
      tone: "ok",
      title: archived
        ? t("oneProject.isArchived", { name: project.name })
        : t("oneProject.isInUseAgain", { name: project.name }),
      undo: () => put(!archived),
    });
  };
  return archived ? (
    <Confirm
      title={t("oneProject.archive", { name: project.name })}
      description={t("oneProject.itLeavesTheListsAndCanStillBe")}
      confirmLabel={t("oneProject.archiveProject")}
      trigger={
        <Button>
          <Archive aria-hidden />
          <span className="max-sm:sr-only">{t("oneProject.archive2")}</span>
        </Button>
      }
      onConfirm={save}
    />
  ) : (
    <Button
      onClick={() =>
        void save().catch((error: Error) =>
          toast({ tone: "bad", title: error.message, traceId: faultTrace(error) }),
        )
      }
    >
      <ArchiveRestore aria-hidden />
      {t("oneProject.takeOutOfTheArchive")}
    </Button>
  );
}
