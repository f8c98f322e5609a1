import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Wordmark } from "./logo.tsx";
import { SkipLink } from "./skip-link.tsx";

/** The frame of the root domain's pages. */
export function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-3 px-4">
          <Link href="/" className="rounded-sm">
            <Wordmark className="max-[24rem]:[&_svg]:hidden" />
          </Link>
          <nav aria-label="Account" className="flex items-center gap-1.5">
            <Button asChild variant="ghost" className="max-[24rem]:hidden">
              <Link href="/pricing">Pricing</Link>
            </Button>
            <Button asChild variant="ghost">
              <Link href="/sign-in">Sign in</Link>
            </Button>
            <Button asChild variant="primary" className="max-[24rem]:hidden">
              <Link href="/sign-up">Create organisation</Link>
            </Button>
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <footer className="border-line border-t">
        <p className="mx-auto max-w-6xl px-4 py-6 text-ink-3 text-sm">
          Construction AI. Estimates are aids to judgement: prices of the default book are class 5
          placeholders until you bring your own.{" "}
          <Link href="/pricing" className="underline underline-offset-4 hover:text-ink">
            Plans and prices
          </Link>{" "}
          <Link href="/docs/api" className="underline underline-offset-4 hover:text-ink">
            API reference
          </Link>{" "}
          <Link href="/status" prefetch={false} className="underline underline-offset-4 hover:text-ink">
            Status
          </Link>
        </p>
      </footer>
    </div>
  );
}
