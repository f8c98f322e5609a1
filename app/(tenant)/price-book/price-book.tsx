"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { refreshPriceBook, usePriceBook, usePriceBooks } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { VersionsTable } from "#components/price-book/versions-table.tsx";
import type { Role } from "#components/shell/types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Entries } from "./entries.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { Locations } from "./locations.tsx";
import { PriceLevels } from "./price-levels.tsx";

export function PriceBook({ role }: { role: Role }) {
  const books = usePriceBooks();
  const isAdmin = role === "admin";
  return (
    <div>
      <PageHeader
        title="Price book"
        description="Unit prices and carbon factors that every estimate uses. What your organisation has not priced itself comes from the built-in table, whose prices are unverified placeholders."
        actions={isAdmin && <ImportDialog />}
      />
      <QueryView
        query={books}
        loading={
          <Card>
            <LoadingRows rows={8} label="Loading the price book" />
          </Card>
        }
      >
        {({ items }) => <Versions versions={items} isAdmin={isAdmin} />}
      </QueryView>
    </div>
  );
}

function Versions({ versions, isAdmin }: { versions: PriceBookVersion[]; isAdmin: boolean }) {
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
              {shown.name}, version {shown.version}
              {shown.active ? <Badge tone="ok">Active</Badge> : <Badge>Not active</Badge>}
            </span>
          }
          description={`Prices in ${shown.currency}. A rate is material + labour hours + equipment hours, with your organisation's hourly rates.`}
          actions={
            <div className="flex flex-wrap gap-2">
              <Export href={`/api/price-books/${shown.id}/export`} as="CSV" />
              <Export href={`/api/price-books/${shown.id}/workbook`} as="XLSX" />
            </div>
          }
        />
        <QueryView query={book} loading={<LoadingRows rows={8} label="Loading prices" />}>
          {(data) => <Entries book={data} mayEdit={isAdmin && data.id === shown.id} />}
        </QueryView>
      </Card>
      {book.data && <Locations book={book.data} mayEdit={isAdmin && book.data.id === shown.id} />}
      <PriceLevels mayEdit={isAdmin} />
      <Card>
        <CardHeader
          title="Versions"
          description="Every import and every change makes a new one. An estimate says which it used and can be calculated again on another."
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
                    title: `${version.name}, version ${version.version}, is active`,
                    description:
                      "New estimates use it. Present ones keep theirs until they are calculated again.",
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
  return (
    <Button asChild size="sm">
      <a href={href} download>
        <Download aria-hidden />
        Export {as}
      </a>
    </Button>
  );
}
