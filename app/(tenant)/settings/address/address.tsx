"use client";
import { useQuery } from "@tanstack/react-query";
import type { AddressesAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { DomainCard } from "#components/settings/domain-card.tsx";
import { SlugCard } from "#components/settings/slug-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

export function Address() {
  const addresses = useQuery({
    queryKey: ["addresses"],
    queryFn: () => api<AddressesAnswer>("/api/tenant/addresses"),
  });
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Address and domains"
        description="Where people and programs find your organisation."
      />
      <QueryView query={addresses} loading={<Skeleton className="h-96 rounded-lg" />}>
        {(data) => (
          <div className="grid grid-cols-1 gap-5">
            <SlugCard addresses={data} />
            <DomainCard addresses={data} />
          </div>
        )}
      </QueryView>
    </div>
  );
}
