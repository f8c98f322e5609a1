"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AnalysisAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { useCatalogue } from "#components/data/queries.ts";
import { formatCount, formatPercent } from "#components/format/numbers.ts";
import { Help } from "#components/onboarding/help.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { SuggestedMaterialsAnswer, SuggestionAnswer } from "./answers.ts";
import { AssignChoice } from "./assign-choice.tsx";
import type { Source } from "./queries.ts";
import { type UnknownMaterial, unknownOf } from "./shares.ts";
import { type Assign, useAssign } from "./use-assign.ts";

/**
 * The names that nothing is known of, with how much of the model each is, and what they most likely mean. Assigned in
 * place; nothing where all is known.
 */
export function UnknownMaterials({
  fileId,
  stage,
  analysis,
  mayEdit,
}: Source & { analysis: AnalysisAnswer; mayEdit: boolean }) {
  const t = useTranslations("takeoff");
  const { assign, underWay } = useAssign(fileId);
  const unknown = unknownOf(analysis.materials, analysis.elements?.total ?? 0, underWay);
  const suggestions = useQuery({
    queryKey: ["file-materials", fileId, stage],
    queryFn: () => api<SuggestedMaterialsAnswer>(`/api/files/${fileId}/materials`),
    enabled: mayEdit && analysis.unknown_materials.length > 0,
  });
  if (unknown.length === 0) return null;
  return (
    <Card>
      <div className="flex items-start gap-2.5 px-4 py-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
        <div>
          <h2 className="font-medium">
            {t("unknown.title", { count: unknown.length, shown: formatCount(unknown.length) })}
          </h2>
          <p className="text-ink-2">{mayEdit ? t("unknown.hint") : t("unknown.hintForViewers")}</p>
        </div>
        <Help topic="unknown" className="ml-auto" />
      </div>
      <ul aria-label={t("unknown.list")} className="max-h-96 overflow-y-auto border-line border-t">
        {unknown.map((material) => (
          <li
            key={material.name}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0"
          >
            <Facts material={material} />
            {mayEdit && (
              <Choices
                name={material.name}
                suggested={suggestions.data?.suggestions[material.name] ?? []}
                assign={assign}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Facts({ material }: { material: UnknownMaterial }) {
  const t = useTranslations("takeoff");
  const { name, volumeShare, elements, elementShare } = material;
  return (
    <div className="min-w-48 grow basis-0">
      <p className="break-words font-medium">{name || t("unnamed")}</p>
      <p className="text-ink-2 text-sm">
        {volumeShare !== null && `${t("unknown.volume", { share: formatPercent(volumeShare) })} · `}
        {t("unknown.elements", {
          count: elements,
          shown: formatCount(elements),
          share: formatPercent(elementShare),
        })}
      </p>
    </div>
  );
}

function Choices({
  name,
  suggested,
  assign,
}: {
  name: string;
  suggested: readonly SuggestionAnswer[];
  assign: Assign["assign"];
}) {
  const t = useTranslations("takeoff");
  const catalogue = useCatalogue();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      {suggested.map((entry) => (
        <Button
          key={entry.catalogue_id}
          size="sm"
          aria-label={t("unknown.take", { entry: entry.name, score: formatPercent(entry.score), name })}
          className="h-auto min-h-7 max-w-full whitespace-normal py-0.5 text-left"
          onClick={() => assign(name, entry.catalogue_id, null)}
        >
          {entry.name}
          <span className="font-normal text-ink-3 tabular-nums">{formatPercent(entry.score)}</span>
        </Button>
      ))}
      <AssignChoice
        name={name}
        catalogue={catalogue.data?.items ?? []}
        onAssign={(id) => assign(name, id, null)}
        trigger={
          <Button
            size="sm"
            variant="ghost"
            aria-label={t(suggested.length > 0 ? "assign.openOther" : "assign.open", { name })}
          >
            {suggested.length > 0 ? t("assign.other") : t("assign.choose")}
            <ChevronDown aria-hidden />
          </Button>
        }
      />
    </div>
  );
}
