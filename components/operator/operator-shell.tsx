"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { api } from "#components/data/api.ts";
import { newQueryClient } from "#components/data/query-client.ts";
import { Wordmark } from "#components/shell/logo.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ToastProvider } from "#components/ui/toast.tsx";
import { useCurrentInSight } from "#components/ui/use-current-in-sight.ts";
import { leaveIfEnded } from "./change.ts";

const PAGES = [
  { href: "/operator", label: "Overview" },
  { href: "/operator/tenants", label: "Organisations" },
  { href: "/operator/invoices", label: "Invoices" },
  { href: "/operator/plans", label: "Plans" },
  { href: "/operator/coupons", label: "Coupons" },
  { href: "/operator/archive", label: "Archive" },
  { href: "/operator/jobs", label: "Jobs" },
  { href: "/operator/errors", label: "Errors" },
  { href: "/operator/slow-requests", label: "Slow requests" },
  { href: "/operator/status", label: "Status" },
  { href: "/operator/usage-conflicts", label: "Usage conflicts" },
  { href: "/operator/switches", label: "Switches" },
  { href: "/operator/operators", label: "Operators" },
  { href: "/operator/log", label: "Log" },
];

/** The frame of the operators' pages. */
export function OperatorShell({ children }: { children: ReactNode }) {
  const [queries] = useState(() => newQueryClient(leaveIfEnded));
  const path = usePathname();
  const row = useCurrentInSight<HTMLElement>("[aria-current]", path);
  return (
    <QueryClientProvider client={queries}>
      <ToastProvider>
        <SkipLink />
        <header className="sticky top-0 z-30 border-line border-b bg-surface print:hidden">
          <div className="mx-auto flex h-13 max-w-[84rem] items-center gap-3 px-4 md:px-6">
            <Link href="/operator" className="flex items-center gap-2 rounded-sm">
              <Wordmark className="max-sm:[&_svg]:hidden" />
              <Badge tone="brand">Operator</Badge>
            </Link>
            <div className="ml-auto flex items-center gap-2">
              <div className="max-sm:hidden">
                <ThemeToggle />
              </div>
              <SignOut />
            </div>
          </div>
          <nav
            ref={row}
            aria-label="Operator"
            className="mx-auto flex max-w-[84rem] gap-5 overflow-x-auto px-4 [scrollbar-width:none] md:px-6"
          >
            {PAGES.map(({ href, label }) => (
              <Link
                key={href}
                href={href}
                aria-current={path === href ? "page" : isWithin(path, href) ? "true" : undefined}
                className={cn(
                  "-mb-px flex shrink-0 items-center border-transparent border-b-2 py-2 text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px] touch:min-h-11",
                  isWithin(path, href) && "border-brand-text font-medium text-ink",
                )}
              >
                {label}
              </Link>
            ))}
          </nav>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[84rem] px-4 py-5 outline-none md:px-6 md:py-6"
        >
          {children}
        </main>
      </ToastProvider>
    </QueryClientProvider>
  );
}

/** The page itself, or one below it; below the overview are all of them. */
const isWithin = (path: string, href: string) =>
  path === href || (href !== "/operator" && path.startsWith(`${href}/`));

function SignOut() {
  const [pending, setPending] = useState(false);
  return (
    <Button
      variant="ghost"
      loading={pending}
      onClick={async () => {
        setPending(true);
        try {
          await api("/api/operator/session", { method: "DELETE" });
          location.assign("/operator/sign-in");
        } catch {
          // Nothing has changed: the button is there to press again.
          setPending(false);
        }
      }}
    >
      <LogOut aria-hidden />
      Sign out
    </Button>
  );
}
