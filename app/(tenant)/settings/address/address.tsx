"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AddressesAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { DomainCard } from "#components/settings/domain-card.tsx";
import { SlugCard } from "#components/settings/slug-card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { FormSkeleton } from "#components/ui/skeletons.tsx";

export function Address() {
  const t = useTranslations("settings");
  const addresses = useQuery({
    queryKey: ["addresses"],
    queryFn: () => api<AddressesAnswer>("/api/tenant/addresses"),
  });
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={t("address.addressAndDomains")}
        description={t("address.wherePeopleAndProgramsFindYour")}
      />
      <QueryView query={addresses} loading={<FormSkeleton />}>
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
