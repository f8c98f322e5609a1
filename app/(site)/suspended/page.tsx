import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { pageHost } from "../../caller.ts";

export const metadata: Metadata = { title: "Suspended" };

export default async function SuspendedPage() {
  const host = await pageHost();
  if (host.kind !== "tenant" || host.tenant.isActive) redirect("/");
  return (
    <AuthLayout tenant={host.tenant} title="This organisation is suspended">
      <Callout tone="warn">
        Its files and estimates are kept. An admin of {host.tenant.name} can settle this under Invoices, or
        with support; until then nobody can work here.
      </Callout>
      {host.user?.role === "admin" && (
        <Button asChild variant="primary" className="mt-4 w-full">
          <Link href="/invoices">Invoices</Link>
        </Button>
      )}
    </AuthLayout>
  );
}
