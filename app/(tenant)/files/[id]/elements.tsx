"use client";
import type { AnalysisAnswer, ElementAnswer } from "#components/data/answers.ts";
import { usePages } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { ElementsTable } from "#components/files/elements-table.tsx";
import { classLabel } from "#components/files/labels.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";

/** Every element of the model, page by page, by class and storey. */
export function Elements({ fileId, analysis }: { fileId: string; analysis: AnalysisAnswer }) {
  const [param, setParams] = useUrlParams();
  const filter = { class: param("class"), storey: param("storey") };
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  const elements = usePages<ElementAnswer>(
    ["analysis", fileId, "elements", filter],
    `/api/files/${fileId}/elements?${query}`,
  );
  const classes = Object.entries(analysis.elements?.by_class ?? {})
    .map(([value, { count }]) => ({ value, label: `${classLabel(value)} (${formatCount(count)})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const storeys = [...new Set(analysis.storeys.map(({ name }) => name))].map((name) => ({
    value: name,
    label: name,
  }));
  return (
    <Card>
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <Select
          aria-label="Class"
          className="w-full sm:w-60"
          placeholder="Every class"
          options={classes}
          value={filter.class}
          onChange={(event) => setParams({ class: event.target.value })}
        />
        <Select
          aria-label="Storey"
          className="w-full sm:w-60"
          placeholder="Every storey"
          options={[...storeys, { value: "none", label: "In no storey" }]}
          value={filter.storey}
          onChange={(event) => setParams({ storey: event.target.value })}
        />
      </div>
      <QueryView query={elements} loading={<LoadingRows rows={8} label="Loading elements" />}>
        {({ items, total }) => (
          <>
            <ElementsTable elements={items} />
            <LoadMore
              shown={items.length}
              total={total}
              loading={elements.isFetchingNextPage}
              onLoadMore={() => void elements.fetchNextPage()}
            />
          </>
        )}
      </QueryView>
    </Card>
  );
}
