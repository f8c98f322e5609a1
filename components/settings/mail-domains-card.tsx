"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { DomainAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { later } from "#components/ui/later.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { ClaimDomainForm } from "./claim-domain-form.tsx";
import { useSso, useSsoChange } from "./use-sso.ts";

const ClaimedDomain = later(
  async () => (await import("./claimed-domain.tsx")).ClaimedDomain,
  () => <Skeleton className="h-40 rounded-md" />,
);

/** The domains of members' addresses that the organisation has proven, and who joins by them. */
export function MailDomainsCard() {
  const t = useTranslations("settings");
  const domains = useQuery({
    queryKey: ["domains", "mail"],
    queryFn: () => api<{ items: DomainAnswer[] }>("/api/domains?use=mail"),
  });
  return (
    <Card>
      <CardHeader
        title={t("mailDomainsCard.mailDomains")}
        description={t("mailDomainsCard.domainsOfYourMembersAddresses")}
      />
      <CardBody className="grid gap-5">
        <QueryView query={domains} loading={<Skeleton className="h-24 rounded-md" />}>
          {({ items }) => (
            <>
              {items.map((domain) => (
                <ClaimedDomain key={domain.id} domain={domain} />
              ))}
              <ClaimDomainForm use="mail" placeholder="example.com" label={t("mailDomainsCard.mailDomain")} />
            </>
          )}
        </QueryView>
        <AutoJoin />
      </CardBody>
    </Card>
  );
}

function AutoJoin() {
  const t = useTranslations("settings");
  const sso = useSso();
  const { asked, problem, change } = useSsoChange();
  const connection = sso.data?.connection;
  const on = asked?.auto_join ?? connection?.auto_join ?? false;
  const role = asked?.auto_join_role ?? connection?.auto_join_role ?? "viewer";
  return (
    <div className="grid gap-4 border-line border-t pt-5">
      <Switch
        label={t("mailDomainsCard.peopleWithSuchAnAddressJoinBy")}
        hint={
          connection
            ? t("mailDomainsCard.atTheirFirstSingleSignOnWhile")
            : t("mailDomainsCard.needsSingleSignOnEnterYour")
        }
        checked={on}
        disabled={!connection || asked !== null}
        onCheckedChange={(checked) => void change({ auto_join: checked })}
      />
      {on && (
        <Segmented
          label={t("mailDomainsCard.roleOfWhoJoins")}
          value={role === "editor" ? "editor" : "viewer"}
          onChange={(auto_join_role) => void change({ auto_join_role })}
          segments={[
            { value: "viewer", label: t("mailDomainsCard.viewer") },
            { value: "editor", label: t("mailDomainsCard.editor") },
          ]}
        />
      )}
      {problem && <Callout tone="bad" announce title={problem} />}
    </div>
  );
}
