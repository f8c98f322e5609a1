import { LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ApiKeysTable } from "#components/api-keys/api-keys-table.tsx";
import { CreateApiKeyForm } from "#components/api-keys/create-api-key-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { listApiKeys } from "#lib/api-keys/api-keys.ts";
import { memberCtx } from "../../../caller.ts";
import { createKey, renameKey, revokeKey, rotateKey } from "./actions.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const ctx = await memberCtx();
  const { role } = ctx.principal;
  return (
    <div className="grid gap-5">
      <PageHeader
        title="API keys"
        description="For programs that upload files and read estimates here."
        actions={
          <Button asChild>
            <Link href="/docs/api">API reference</Link>
          </Button>
        }
      />
      {role === "admin" ? (
        <>
          <Card>
            <CardHeader title="New key" description="For a program that acts in this organisation." />
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
          <EmptyState icon={LockKeyhole} title="Admins manage API keys">
            Ask an admin of the organisation for one.
          </EmptyState>
        </Card>
      )}
    </div>
  );
}
