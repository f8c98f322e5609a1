import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ApiKeysTable } from "#components/api-keys/api-keys-table.tsx";
import { CreateApiKeyForm } from "#components/api-keys/create-api-key-form.tsx";
import { Words } from "#components/i18n/words.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { listApiKeys } from "#lib/api-keys/api-keys.ts";
import { memberCtx } from "../../../caller.ts";
import { createKey, renameKey, revokeKey, rotateKey } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("api-keys");
  return { title: t("page.apiKeys") };
}

export default async function ApiKeysPage() {
  const t = await getTranslations("api-keys");
  const ctx = await memberCtx();
  const { role } = ctx.principal;
  return (
    <Words areas={["api-keys", "members"]}>
      <div className="grid gap-5">
        <PageHeader
          title={t("page.apiKeys")}
          description={t("page.forProgramsThatUploadFilesAnd")}
          actions={
            <Button asChild>
              <Link href="/docs/api">{t("page.apiReference")}</Link>
            </Button>
          }
        />
        {role === "admin" ? (
          <>
            <Card>
              <CardHeader title={t("page.newKey")} description={t("page.forAProgramThatActsInThis")} />
              <CardBody>
                <CreateApiKeyForm create={createKey} ownRole={role} />
              </CardBody>
            </Card>
            <Card>
              <ApiKeysTable
                keys={(await listApiKeys(ctx)).items}
                manage={{ rename: renameKey, revoke: revokeKey, rotate: rotateKey }}
              />
            </Card>
          </>
        ) : (
          <Card>
            <EmptyState icon={LockKeyhole} title={t("page.adminsManageApiKeys")}>
              {t("page.askAnAdminOfTheOrganisationFor")}
            </EmptyState>
          </Card>
        )}
      </div>
    </Words>
  );
}
