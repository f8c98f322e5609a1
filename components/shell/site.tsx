import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSelect } from "#components/i18n/language-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Wordmark } from "./logo.tsx";
import { SkipLink } from "./skip-link.tsx";

/** The frame of the root domain's pages. */
export function SiteLayout({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-3 px-4">
          <Link href="/" className="flex rounded-sm">
            <Wordmark className="max-[24rem]:[&_svg]:hidden" />
          </Link>
          <nav aria-label={t("site.account")} className="flex items-center gap-1.5">
            <Button asChild variant="ghost" className="max-[24rem]:hidden">
              <Link href="/pricing">{t("site.pricing")}</Link>
            </Button>
            <Button asChild variant="ghost">
              <Link href="/sign-in">{t("site.signIn")}</Link>
            </Button>
            <Button asChild variant="primary" className="max-[24rem]:hidden">
              <Link href="/sign-up">{t("site.createOrganisation")}</Link>
            </Button>
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <footer className="border-line border-t">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-6">
          <p className="text-ink-3 text-sm">
            {t.rich("site.constructionAiEstimatesAreAids", {
              link: (chunks) => (
                <Link href="/pricing" className="underline underline-offset-4 hover:text-ink">
                  {chunks}
                </Link>
              ),
              link2: (chunks) => (
                <Link href="/docs/api" className="underline underline-offset-4 hover:text-ink">
                  {chunks}
                </Link>
              ),
              link4: (chunks) => (
                <Link href="/verify" prefetch={false} className="underline underline-offset-4 hover:text-ink">
                  {chunks}
                </Link>
              ),
              link3: (chunks) => (
                <Link href="/status" prefetch={false} className="underline underline-offset-4 hover:text-ink">
                  {chunks}
                </Link>
              ),
            })}
          </p>
          <LanguageSelect className="w-32" />
        </div>
      </footer>
    </div>
  );
}
