"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AddressesAnswer, DomainAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { ClaimDomainForm } from "./claim-domain-form.tsx";
import { ClaimedDomain } from "./claimed-domain.tsx";

/** A domain of the organisation's own that its pages are served at. */
export function DomainCard({ addresses }: { addresses: AddressesAnswer }) {
  const t = useTranslations("settings");
  const domains = useQuery({
    queryKey: ["domains", "address"],
    queryFn: () => api<{ items: DomainAnswer[] }>("/api/domains?use=address"),
  });
  const byOperator =
    addresses.domain !== null &&
    domains.data?.items.every(({ domain }) => domain !== addresses.domain) === true;
  return (
    <Card>
      <CardHeader
        title={t("domainCard.customDomain")}
        description={t("domainCard.yourPagesAtADomainOfYourOwnThe")}
      />
      <CardBody className="grid gap-4">
        {byOperator && (
          <p>
            {t.rich("domainCard.wasSetUpForYouByThePlatforms", {
              code: (chunks) => <code>{chunks}</code>,
              domain: addresses.domain ?? "",
            })}
          </p>
        )}
        <QueryView query={domains} loading={<Skeleton className="h-24 rounded-md" />}>
          {({ items: [claimed] }) =>
            claimed ? (
              <ClaimedDomain
                domain={claimed}
                pointTo={`${addresses.slug}.${addresses.root_domain.replace(/:\d+$/, "")}`}
              />
            ) : (
              <ClaimDomainForm
                use="address"
                placeholder="estimates.example.com"
                label={t("domainCard.domain")}
              />
            )
          }
        </QueryView>
      </CardBody>
    </Card>
  );
}
