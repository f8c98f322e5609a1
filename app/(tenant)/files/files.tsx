"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { dayOf } from "#components/data/address.ts";
import { api } from "#components/data/api.ts";
import { DaysChip } from "#components/data/days-chip.tsx";
import { PagedList } from "#components/data/paged-list.tsx";
import { toFileRow } from "#components/data/present-rows.ts";
import { useFiles, useProjects } from "#components/data/queries.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { known, useUrlParams } from "#components/data/url-params.ts";
import { FileTable } from "#components/files/file-table.tsx";
import { statusLabels, tierLabels } from "#components/files/labels.ts";
import type { FileRow } from "#components/files/types.ts";
import { SampleButton } from "#components/onboarding/sample-button.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { Uploads } from "./uploads.tsx";

const ChosenStorage = later(
  async () => (await import("#components/archival/chosen-storage.tsx")).ChosenStorage,
  () => null,
);

const NONE: ReadonlySet<string> = new Set();

const statuses = (t: Translator<"files">) =>
  Object.entries(statusLabels(t)).map(([value, { label }]) => ({ value, label }));

const needsOf = (t: Translator<"files">) => [
  { value: "unknown_materials", label: t("files.unknownMaterials") },
  { value: "floor_area", label: t("files.floorAreaNotConfirmed") },
  { value: "failed", label: t("files.failed") },
];

const ON_HOLD = "on_hold";
const tiers = (t: Translator<"files">) =>
  Object.entries(tierLabels(t)).map(([value, { label }]) => ({ value, label }));
const storageOf = (t: Translator<"files">) => [
  ...tiers(t),
  { value: ON_HOLD, label: t("files.onLegalHold") },
];

export function Files({ role }: { role: Role }) {
  const t = useTranslations("files");
  const [param, setParams] = useUrlParams();
  const filter = {
    q: param("q"),
    status: known(statuses(t), param("status")),
    project_id: param("project"),
    needs: known(needsOf(t), param("needs")),
    storage_tier: known(tiers(t), param("storage")),
    on_hold: param("storage") === ON_HOLD ? "true" : "",
    from: dayOf(param("from")),
    to: dayOf(param("to")),
  };
  const filtered = Object.values(filter).some((value) => value !== "");
  // What is looked for may be in an earlier version, and what waits is counted with them.
  const isAll = param("versions") === "all";
  const files = useFiles({ ...filter, versions: filtered || isAll ? "" : "newest" });
  const projects = useProjects();
  const projectRows = projects.data?.items ?? [];
  const mayEdit = role !== "viewer";
  const [chosen, setChosen] = useState(NONE);
  ChosenStorage.useAtRest();
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="-mb-5">
        <PageHeader title={t("files.files")} description={t("files.buildingModelsAndWhatCameOutOf")} />
      </div>
      {mayEdit && <Uploads compact={files.data?.total !== 0 || filtered} />}
      <Card>
        <div className="grid grid-cols-2 gap-2 px-4 py-3 sm:flex sm:flex-wrap">
          <div className="col-span-2">
            <SearchField label={t("files.searchFiles")} value={filter.q} onChange={(q) => setParams({ q })} />
          </div>
          {(projectRows.length > 0 || filter.project_id) && (
            <Select
              aria-label={t("files.project")}
              className="w-full sm:w-44"
              placeholder={t("files.everyProject")}
              options={[
                { value: "none", label: t("files.inNoProject") },
                ...projectRows.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={filter.project_id}
              onChange={(event) => setParams({ project: event.target.value })}
            />
          )}
          <Select
            aria-label={t("files.status")}
            className="w-full sm:w-44"
            placeholder={t("files.everyStatus")}
            options={statuses(t)}
            value={filter.status}
            onChange={(event) => setParams({ status: event.target.value })}
          />
          <Select
            aria-label={t("files.waitingForYou")}
            className="w-full sm:w-52"
            placeholder={t("files.allFiles")}
            options={needsOf(t)}
            value={filter.needs}
            onChange={(event) => setParams({ needs: event.target.value })}
          />
          <Select
            aria-label={t("files.storage")}
            className="w-full sm:w-48"
            placeholder={t("files.storedAnywhere")}
            options={storageOf(t)}
            value={known(storageOf(t), param("storage"))}
            onChange={(event) => setParams({ storage: event.target.value })}
          />
          <Select
            aria-label={t("files.versions")}
            className="w-full sm:w-48"
            placeholder={t("files.newestVersions")}
            options={[{ value: "all", label: t("files.allVersions") }]}
            value={isAll || filtered ? "all" : ""}
            disabled={filtered}
            onChange={(event) => setParams({ versions: event.target.value })}
          />
          <DaysChip from={filter.from} to={filter.to} onClear={() => setParams({ from: "", to: "" })} />
        </div>
        <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
          <MoveDialog small fileIds={[...chosen]} onMoved={() => setChosen(NONE)} />
          <ChosenStorage
            files={(files.data?.items ?? []).filter(({ file_id }) => chosen.has(file_id))}
            isAdmin={role === "admin"}
            onDone={() => setChosen(NONE)}
          />
        </ChosenBar>
        <PagedList query={files} what="files">
          {({ items }) => (
            <FileTable
              files={items.map((file) => toFileRow(file, projectRows))}
              filtered={filtered}
              emptyAction={mayEdit && <SampleButton />}
              {...(mayEdit
                ? {
                    selection: { chosen, onChange: setChosen },
                    renderActions: (file) => <DeleteFile file={file} />,
                  }
                : {})}
            />
          )}
        </PagedList>
      </Card>
    </div>
  );
}

function DeleteFile({ file }: { file: FileRow }) {
  const t = useTranslations("files");
  const queries = useQueryClient();
  const toast = useToast();
  return (
    <Confirm
      danger
      title={t("files.delete", { filename: file.filename })}
      description={t("files.theFileAndItsTakeOffGoForGood")}
      confirmLabel={t("files.deleteFile")}
      trigger={
        <Button variant="ghost" size="sm" icon aria-label={t("files.delete2", { filename: file.filename })}>
          <Trash2 aria-hidden />
        </Button>
      }
      onConfirm={async () => {
        await api(`/api/files/${file.id}`, { method: "DELETE" });
        await queries.invalidateQueries({ queryKey: ["files"] });
        toast({ tone: "ok", title: t("files.isDeleted", { filename: file.filename }) });
      }}
    />
  );
}
