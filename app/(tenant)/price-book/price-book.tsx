"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Download, Library } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { refreshPriceBook, usePriceBook, usePriceBooks } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { Help } from "#components/onboarding/help.tsx";
import type { Role } from "#components/shell/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { below } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Entries } from "./entries.tsx";
import { ImportDialog } from "./import-dialog.tsx";

// Below the prices: there in the HTML, and taken up by the browser after them.
const Locations = below(
  async () => (await import("./locations.tsx")).Locations,
  () => <Skeleton className="h-80 rounded-lg" />,
);
const PriceLevels = below(
  async () => (await import("./price-levels.tsx")).PriceLevels,
  () => <Skeleton className="h-80 rounded-lg" />,
);
const VersionsTable = below(
  async () => (await import("#components/price-book/versions-table.tsx")).VersionsTable,
  () => <LoadingRows />,
);

export function PriceBook({ role }: { role: Role }) {
  const t = useTranslations("price-book");
  const books = usePriceBooks();
  const isAdmin = role === "admin";
  return (
    <div>
      <PageHeader
        title={t("priceBook.priceBook")}
        badges={<Help topic="priceBook" />}
        description={t("priceBook.unitPricesAndCarbonFactorsThat")}
        actions={
          <>
            <Button asChild>
              <Link href="/price-book/work-items">
                <Library aria-hidden />
                {t("priceBook.workItems")}
              </Link>
            </Button>
            {isAdmin && <ImportDialog />}
          </>
        }
      />
      <QueryView
        query={books}
        loading={
          <Card>
            <LoadingRows rows={8} label={t("priceBook.loadingThePriceBook")} />
          </Card>
        }
      >
        {({ items }) => <Versions versions={items} isAdmin={isAdmin} />}
      </QueryView>
    </div>
  );
}

function Versions({ versions, isAdmin }: { versions: PriceBookVersion[]; isAdmin: boolean }) {
  const t = useTranslations("price-book");
  const [param, setParams] = useUrlParams();
  const queries = useQueryClient();
  const toast = useToast();
  const asked = param("version");
  const shown = versions.find(({ id }) => id === asked) ?? versions.find(({ active }) => active);
  const book = usePriceBook(shown?.id);
  if (!shown) return null;
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <CardHeader
          title={
            <span className="flex flex-wrap items-center gap-2">
              {t("priceBook.version", { name: shown.name, version: shown.version })}
              {shown.active ? (
                <Badge tone="ok">{t("priceBook.active")}</Badge>
              ) : (
                <Badge>{t("priceBook.notActive")}</Badge>
              )}
            </span>
          }
          description={t("priceBook.pricesInARateIsMaterialLabour", { currency: shown.currency })}
          actions={
            <div className="flex flex-wrap gap-2">
              <Export href={`/api/price-books/${shown.id}/export`} as="CSV" />
              <Export href={`/api/price-books/${shown.id}/workbook`} as="XLSX" />
            </div>
          }
        />
        <QueryView query={book} loading={<LoadingRows rows={8} label={t("priceBook.loadingPrices")} />}>
          {(data) => <Entries book={data} mayEdit={isAdmin && data.id === shown.id} />}
        </QueryView>
      </Card>
      {book.data && <Locations book={book.data} mayEdit={isAdmin && book.data.id === shown.id} />}
      <PriceLevels book={shown.id} mayEdit={isAdmin} />
      <Card>
        <CardHeader
          title={t("priceBook.versions")}
          description={t("priceBook.everyImportAndEveryChangeMakes")}
        />
        <VersionsTable
          versions={versions}
          shown={shown.id}
          onShow={(id) => setParams({ version: id })}
          {...(isAdmin
            ? {
                onActivate: async (version) => {
                  await api(`/api/price-books/${version.id}/activate`, { method: "POST" });
                  await refreshPriceBook(queries);
                  setParams({ version: "" });
                  toast({
                    tone: "ok",
                    title: t("priceBook.versionIsActive", { name: version.name, version: version.version }),
                    description: t("priceBook.newEstimatesUseItPresentOnes"),
                  });
                },
              }
            : {})}
        />
      </Card>
    </div>
  );
}

function Export({ href, as }: { href: string; as: string }) {
  const t = useTranslations("price-book");
  return (
    <Button asChild size="sm">
      <a href={href} download>
        <Download aria-hidden />
        {t("priceBook.export", { as })}
      </a>
    </Button>
  );
}
