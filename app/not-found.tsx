import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PageTrace } from "#components/observability/page-trace-line.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: t("notFound.notFound") };
}

export default function NotFound() {
  const t = useTranslations("site");
  return (
    <main className="grid min-h-dvh content-center">
      <h1 className="sr-only">{t("notFound.notFound")}</h1>
      <EmptyState
        icon={FileQuestion}
        title={t("notFound.thereIsNothingAtThisAddress")}
        action={
          <Button asChild variant="primary">
            <Link href="/dashboard">{t("notFound.toTheDashboard")}</Link>
          </Button>
        }
      >
        {t("notFound.checkTheAddressOrStartFromThe")}
        <PageTrace />
      </EmptyState>
    </main>
  );
}
