"use client";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useSso } from "./use-sso.ts";

// Fetched while the connection is asked for.
const SsoConnection = later(
  async () => (await import("./sso-connection.tsx")).SsoConnection,
  LoadingConnection,
);

/** The organisation's identity provider: what to register there, what to enter here, and whether members have to use it. */
export function SsoCard() {
  const t = useTranslations("settings");
  const sso = useSso();
  SsoConnection.useAtRest();
  return (
    <Card>
      <CardHeader title={t("ssoCard.singleSignOn")} description={t("ssoCard.membersSignInAtYourIdentity")} />
      <CardBody className="grid gap-5">
        <QueryView query={sso} loading={<LoadingConnection />}>
          {(data) => <SsoConnection sso={data} />}
        </QueryView>
      </CardBody>
    </Card>
  );
}

function LoadingConnection() {
  return <Skeleton className="h-64 rounded-md" />;
}
