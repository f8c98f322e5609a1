import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { pageHost } from "../../caller.ts";

export default async function ApiDocsLayout({ children }: { children: ReactNode }) {
  const host = await pageHost();
  if (host.kind === "unknown") notFound();
  const home =
    host.kind === "tenant"
      ? { href: host.user ? "/dashboard" : "/sign-in", label: host.user ? host.tenant.name : "Sign in" }
      : { href: "/", label: "Construction AI" };
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-5xl items-center justify-between gap-3 px-4">
          <Link href="/docs/api" className="rounded-sm font-semibold">
            API reference
          </Link>
          <nav aria-label="Elsewhere" className="flex min-w-0 items-center gap-1.5">
            <Button asChild variant="ghost">
              <a href="/api/openapi.json">openapi.json</a>
            </Button>
            <Button asChild className="min-w-0 max-sm:hidden">
              <Link href={home.href}>{home.label}</Link>
            </Button>
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto grid max-w-5xl gap-5 px-4 py-8 outline-none">
        {children}
      </main>
    </div>
  );
}
