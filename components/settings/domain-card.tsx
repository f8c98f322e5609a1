"use client";
import { useQuery } from "@tanstack/react-query";
import type { AddressesAnswer, DomainAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { ClaimDomainForm } from "./claim-domain-form.tsx";
import { ClaimedDomain } from "./claimed-domain.tsx";

/** A domain of the organisation's own that its pages are served at. */
export function DomainCard({ addresses }: { addresses: AddressesAnswer }) {
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
        title="Custom domain"
        description="Your pages at a domain of your own. The address above keeps working; links in mails lead there."
      />
      <CardBody className="grid gap-4">
        {byOperator && (
          <p>
            <code>{addresses.domain}</code> was set up for you by the platform's operators.
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
              <ClaimDomainForm use="address" placeholder="estimates.example.com" label="Domain" />
            )
          }
        </QueryView>
      </CardBody>
    </Card>
  );
}
