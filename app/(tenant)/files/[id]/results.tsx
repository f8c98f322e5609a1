"use client";
import { useTranslations } from "next-intl";
import type { AnalysisAnswer, EstimateDetailAnswer } from "#components/data/answers.ts";
import { useAnalysis, useEstimate } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { KeyFigures } from "#components/estimates/key-figures.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { below, useAtRest } from "#components/ui/later.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { type TabItem, Tabs } from "#components/ui/tabs.tsx";
import { ModelView } from "#components/viewer/model-view.tsx";
import { SelectionProvider } from "#components/viewer/selection.tsx";
import { isModel } from "#lib/files/format-kinds.ts";

const OverviewTab = below(
  async () => (await import("./overview-tab.tsx")).OverviewTab,
  () => <Skeleton className="h-96 rounded-lg" />,
);
const Takeoff = below(
  async () => (await import("#components/takeoff/takeoff.tsx")).Takeoff,
  () => <LoadingRows rows={8} />,
);
const Materials = below(
  async () => (await import("#components/takeoff/materials.tsx")).Materials,
  () => <LoadingRows rows={8} />,
);
const Storeys = below(
  async () => (await import("./storeys.tsx")).Storeys,
  () => <LoadingRows rows={4} />,
);
const loadEstimate = () => import("./estimate-tab.tsx");
const EstimateTab = below(
  async () => (await loadEstimate()).EstimateTab,
  () => <LoadingRows rows={8} />,
);
const loadCarbon = () => import("./carbon-tab.tsx");
const CarbonTab = below(
  async () => (await loadCarbon()).CarbonTab,
  () => <LoadingRows rows={8} />,
);
const Trust = below(
  async () => (await import("#components/trust/trust.tsx")).Trust,
  () => <LoadingRows rows={8} />,
);
const Corrections = below(
  async () => (await import("#components/corrections/corrections.tsx")).Corrections,
  () => <LoadingRows rows={3} />,
);
const Layers = below(
  async () => (await import("#components/drawing/layers.tsx")).Layers,
  () => <LoadingRows rows={8} />,
);
const Rows = below(
  async () => (await import("#components/bill/rows.tsx")).Rows,
  () => <LoadingRows rows={8} />,
);
// With something to show meanwhile it waits by itself. Without, the whole page would: the tab that has the focus would be
// hidden for so long, and lose it.
const UnknownMaterials = below(
  async () => (await import("#components/takeoff/unknown-materials.tsx")).UnknownMaterials,
  () => null,
);

export interface ResultsProps {
  fileId: string;
  filename: string;
  /** Changes when the analysis has more to show. */
  stage: string;
  underWay: boolean;
  mayEdit: boolean;
}

/** What came out of a file, as far as it is there. */
export function Results({ fileId, filename, stage, underWay, mayEdit }: ResultsProps) {
  const analysis = useAnalysis(fileId, stage);
  const estimate = useEstimate(analysis.data?.estimate_id ?? null, stage);
  return (
    <QueryView query={analysis} loading={<Loading />}>
      {(data) =>
        data.elements ? (
          <SelectionProvider>
            <ResultTabs
              fileId={fileId}
              filename={filename}
              stage={stage}
              analysis={data}
              estimate={data.estimate_id ? estimate.data : undefined}
              underWay={underWay}
              mayEdit={mayEdit && !underWay}
            />
          </SelectionProvider>
        ) : underWay || analysis.isPlaceholderData ? (
          <Loading />
        ) : null
      }
    </QueryView>
  );
}

export interface PartProps {
  fileId: string;
  filename: string;
  stage: string;
  analysis: AnalysisAnswer;
  /** Undefined while it is not there yet. */
  estimate: EstimateDetailAnswer | undefined;
  underWay: boolean;
  mayEdit: boolean;
}

function ResultTabs(props: PartProps) {
  const t = useTranslations("files");
  const { fileId, stage, analysis, estimate, mayEdit } = props;
  const tViewer = useTranslations("viewer");
  const [param, setParams] = useUrlParams();
  useAtRest(loadEstimate);
  useAtRest(loadCarbon);
  const shapes = shapesOf(analysis);
  const tabs: TabItem[] = [
    { value: "overview", label: t("results.overview"), content: <OverviewTab {...props} /> },
    // A drawing has layers, and a bill rows, where a model has a shape; a PDF may have both, or neither.
    ...shapes.map(
      (shape) =>
        ({
          layers: {
            value: "layers",
            label: t("results.layers"),
            content: <Layers fileId={fileId} stage={stage} mayEdit={mayEdit} />,
          },
          rows: {
            value: "rows",
            label: t("results.rows"),
            content: <Rows fileId={fileId} stage={stage} mayEdit={mayEdit} />,
          },
          model: { value: "model", label: tViewer("tab"), content: <Model {...props} /> },
        })[shape],
    ),
    {
      value: "take-off",
      label: t("results.takeOff"),
      count: formatCount(analysis.elements?.total ?? 0),
      content: <TakeOff {...props} />,
    },
    {
      value: "materials",
      label: t("results.materials"),
      ...(analysis.unknown_materials.length > 0
        ? { count: t("results.toAssign", { length: formatCount(analysis.unknown_materials.length) }) }
        : {}),
      content: <Materials fileId={fileId} stage={stage} analysis={analysis} mayEdit={mayEdit} />,
    },
    { value: "check", label: t("results.check"), content: <Check {...props} /> },
    { value: "estimate", label: t("results.estimate"), content: <EstimateTab {...props} /> },
    { value: "carbon", label: t("results.carbon"), content: <CarbonTab {...props} /> },
  ];
  const asked = param("tab");
  const wanted = asked === "model" ? (shapes[0] ?? "overview") : asked;
  const value = tabs.some((tab) => tab.value === wanted) ? wanted : "overview";
  return (
    <>
      <KeyFigures
        fileId={fileId}
        cost={analysis.cost}
        carbon={analysis.carbon}
        perM2={analysis.per_m2}
        coverage={analysis.coverage}
        floorAreaM2={analysis.floor_areas?.used.floor_area_m2 ?? null}
        areaKind={analysis.floor_areas?.used.kind ?? "none"}
        elements={analysis.elements?.total ?? 0}
      />
      <Tabs
        label={t("results.results")}
        items={tabs}
        value={value}
        onValueChange={(tab) => setParams({ tab: tab === "overview" ? "" : tab })}
      />
      <p role="status" className="sr-only">
        {estimate ? "" : t("results.theEstimateIsBeingWorkedOut")}
      </p>
    </>
  );
}

/** The tabs that show what the file itself holds. */
function shapesOf({ format, holds }: AnalysisAnswer): ("layers" | "rows" | "model")[] {
  if (isModel(format)) return ["model"];
  return [...(holds.rows ? (["rows"] as const) : []), ...(holds.layers ? (["layers"] as const) : [])];
}

/** The model, and beside it the table of its elements: what is picked in one is picked in the other. */
function Model({ fileId, filename, stage, analysis, mayEdit }: PartProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <ModelView fileId={fileId} filename={filename} stage={stage} mayEdit={mayEdit} />
      <Takeoff fileId={fileId} stage={stage} analysis={analysis} mayEdit={mayEdit} />
    </div>
  );
}

function TakeOff({ fileId, stage, analysis, estimate, mayEdit }: PartProps) {
  const [, setParams] = useUrlParams();
  const showModel = shapesOf(analysis).includes("model")
    ? { onShowModel: () => setParams({ tab: "model" }) }
    : {};
  return (
    <div className="grid grid-cols-1 gap-4">
      <UnknownMaterials fileId={fileId} stage={stage} analysis={analysis} mayEdit={mayEdit} />
      <Takeoff fileId={fileId} stage={stage} analysis={analysis} mayEdit={mayEdit} {...showModel} />
      <Storeys fileId={fileId} analysis={analysis} estimate={estimate} />
    </div>
  );
}

/** What is doubtful in the model, and what people said against it. */
function Check({ fileId, stage, mayEdit }: PartProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Trust fileId={fileId} stage={stage} />
      <Corrections fileId={fileId} stage={stage} mayEdit={mayEdit} />
    </div>
  );
}

function Loading() {
  const t = useTranslations("files");
  return (
    <div className="grid grid-cols-1 gap-4" role="status" aria-label={t("results.waitingForResults")}>
      <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
        {["cost", "carbon", "area", "elements"].map((key) => (
          <Card key={key} className="grid h-28 content-start gap-3 px-4 py-3.5">
            <Skeleton className="w-24" />
            <Skeleton className="h-7 w-32" />
          </Card>
        ))}
      </div>
      <Card className="grid h-64 content-start gap-4 p-4">
        <Skeleton className="w-40" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/5" />
      </Card>
    </div>
  );
}
