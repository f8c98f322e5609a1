"use client";
import { Library } from "lucide-react";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import type { Role } from "#components/shell/types.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { below } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { LibraryAnswer } from "#components/work-items/answers.ts";
import { ImportWorkItems } from "#components/work-items/import-dialog.tsx";
import { Items } from "#components/work-items/items.tsx";
import { LibraryCard } from "#components/work-items/library-card.tsx";
import { useLibraries } from "#components/work-items/queries.ts";

const Matches = below(
  async () => (await import("#components/work-items/matches.tsx")).Matches,
  () => <LoadingRows rows={8} />,
);

/** Libraries of work items beside the price book: what they hold, and which entries they could price. */
export function WorkItems({ role }: { role: Role }) {
  const t = useTranslations("work-items");
  const libraries = useLibraries();
  const isAdmin = role === "admin";
  return (
    <div>
      <PageHeader
        crumbs={[{ label: t("page.priceBook"), href: "/price-book" }, { label: t("page.title") }]}
        title={t("page.title")}
        description={t("page.description")}
        actions={isAdmin && <ImportWorkItems />}
      />
      <QueryView
        query={libraries}
        loading={
          <Card>
            <LoadingRows rows={8} label={t("page.loading")} />
          </Card>
        }
      >
        {({ items }) =>
          items.length === 0 ? <None isAdmin={isAdmin} /> : <Libraries libraries={items} isAdmin={isAdmin} />
        }
      </QueryView>
    </div>
  );
}

function None({ isAdmin }: { isAdmin: boolean }) {
  const t = useTranslations("work-items");
  return (
    <Card>
      <EmptyState icon={Library} title={t("empty.title")}>
        <p>
          {t.rich("empty.text", {
            link: (chunks) => (
              <a
                href="https://datadrivenconstruction.io"
                target="_blank"
                rel="noreferrer"
                className="underline"
              >
                {chunks}
              </a>
            ),
          })}
        </p>
        {!isAdmin && <p className="mt-2">{t("empty.askAdmin")}</p>}
      </EmptyState>
    </Card>
  );
}

function Libraries({ libraries, isAdmin }: { libraries: LibraryAnswer[]; isAdmin: boolean }) {
  const t = useTranslations("work-items");
  const [param, setParams] = useUrlParams();
  const shown =
    libraries.find(({ id }) => id === param("library")) ??
    libraries.find(({ status }) => status === "ready") ??
    libraries[0];
  if (!shown) return null;
  // What is under way or has failed is in sight whichever library is shown.
  const others = libraries.filter(({ id, status }) => id !== shown.id && status !== "ready");
  return (
    <div className="grid grid-cols-1 gap-5">
      {libraries.length > 1 && (
        <Select
          aria-label={t("page.library")}
          className="w-full sm:w-72"
          options={libraries.map(({ id, name, currency }) => ({
            value: id,
            label: t("library.title", { name, currency }),
          }))}
          value={shown.id}
          onChange={(event) => setParams({ library: event.target.value })}
        />
      )}
      {others.map((library) => (
        <LibraryCard key={library.id} library={library} mayEdit={isAdmin} />
      ))}
      <LibraryCard library={shown} mayEdit={isAdmin} />
      {shown.status === "ready" && (
        <>
          <Callout tone="info" title={t("caveat.title")}>
            {t("caveat.text")}
          </Callout>
          <Tabs
            label={t("page.parts")}
            value={param("tab") === "matches" ? "matches" : "items"}
            onValueChange={(tab) => setParams({ tab: tab === "items" ? "" : tab })}
            items={[
              {
                value: "items",
                label: t("page.items"),
                content: <Items key={shown.id} library={shown} mayEdit={isAdmin} />,
              },
              {
                value: "matches",
                label: t("page.matches"),
                content: <Matches key={shown.id} library={shown} mayEdit={isAdmin} />,
              },
            ]}
          />
        </>
      )}
    </div>
  );
}
