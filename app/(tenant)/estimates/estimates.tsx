"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { toEstimateRow } from "#components/data/present.ts";
import { useEstimates } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";

export function Estimates({ role }: { role: Role }) {
  const [param, setParams] = useUrlParams();
  const q = param("q");
  const estimates = useEstimates(q);
  const create = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/estimates/new">
        <Plus aria-hidden />
        New estimate
      </Link>
    </Button>
  );
  return (
    <div>
      <PageHeader
        title="Estimates"
        description="Cost as a range and embodied carbon, from files and from quantities entered by hand."
        actions={create}
      />
      <Card>
        <div className="px-4 py-3">
          <SearchField label="Search estimates" value={q} onChange={(text) => setParams({ q: text })} />
        </div>
        <QueryView query={estimates} loading={<LoadingRows label="Loading estimates" />}>
          {({ items, total }) => (
            <>
              <EstimatesTable
                estimates={items.map(toEstimateRow)}
                filtered={q !== ""}
                createAction={create}
              />
              <LoadMore
                shown={items.length}
                total={total}
                loading={estimates.isFetchingNextPage}
                onLoadMore={() => void estimates.fetchNextPage()}
              />
            </>
          )}
        </QueryView>
      </Card>
    </div>
  );
}
