"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ExternalLink, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { formatFigure, NONE } from "#components/format/numbers.ts";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { below } from "#components/ui/later.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { EpdDetailAnswer } from "./answers.ts";
import { useEpd } from "./queries.ts";
import { declaredUnit, typeText, Validity } from "./words.tsx";

const Modules = below(
  async () => (await import("./modules-card.tsx")).ModulesCard,
  () => <Skeleton className="h-80 rounded-lg" />,
);

/** One declaration: what it is of, what it declares, and what is counted by it. */
export function EpdPage({ id, role }: { id: string; role: Role }) {
  const t = useTranslations("epd");
  const epd = useEpd(id);
  usePageTitle(epd.data?.name);
  if (epd.error instanceof ApiError && epd.error.status === 404)
    return (
      <Card>
        <h1 className="sr-only">{t("detail.notFound")}</h1>
        <ErrorState
          title={t("detail.notFound")}
          action={
            <Button asChild>
              <Link href="/epds">{t("detail.all")}</Link>
            </Button>
          }
        >
          {epd.error.message}
        </ErrorState>
      </Card>
    );
  return (
    <QueryView query={epd} loading={<LoadingRows rows={8} label={t("detail.loading")} />}>
      {(data) => <Shown epd={data} mayDelete={role === "admin" && data.used.length === 0} />}
    </QueryView>
  );
}

function Shown({ epd, mayDelete }: { epd: EpdDetailAnswer; mayDelete: boolean }) {
  const t = useTranslations("epd");
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        crumbs={[{ label: t("page.title"), href: "/epds" }, { label: epd.name }]}
        title={epd.name}
        description={epd.owner ?? undefined}
        actions={mayDelete && <DeleteEpd epd={epd} />}
      />
      {epd.expired && (
        <Callout tone="warn" title={t("detail.expiredTitle")}>
          {t("detail.expiredText")}
        </Callout>
      )}
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <Card>
          <CardHeader title={t("detail.about")} />
          <CardBody>
            <DataList items={factsOf(t, epd)} />
          </CardBody>
        </Card>
        <div className="grid grid-cols-1 gap-5">
          <Card>
            <CardHeader title={t("detail.properties")} description={t("detail.propertiesText")} />
            <CardBody>
              <Properties epd={epd} />
            </CardBody>
          </Card>
          <Uses epd={epd} />
        </div>
      </div>
      <Modules epd={epd} />
    </div>
  );
}

function factsOf(t: Translator<"epd">, epd: EpdDetailAnswer) {
  const others = epd.versions.filter(({ id }) => id !== epd.id);
  return [
    { key: "unit", term: t("library.unit"), value: declaredUnit(epd) },
    { key: "valid", term: t("library.validUntil"), value: <Validity epd={epd} /> },
    { key: "type", term: t("library.type"), value: typeText(t, epd.data_set_type) },
    { key: "standard", term: t("library.standard"), value: epd.standard },
    { key: "place", term: t("library.place"), value: epd.geography ?? NONE },
    {
      key: "year",
      term: t("detail.year"),
      value: epd.reference_year === null ? NONE : String(epd.reference_year),
    },
    { key: "number", term: t("detail.number"), value: epd.registration ?? NONE },
    { key: "uuid", term: t("detail.uuid"), value: <span className="break-all">{epd.uuid}</span> },
    {
      key: "version",
      term: t("library.version"),
      value: (
        <span className="flex flex-wrap gap-x-2">
          {epd.version}
          {others.map(({ id, version }) => (
            <Link key={id} href={`/epds/${id}`} className="underline">
              {t("detail.otherVersion", { version })}
            </Link>
          ))}
        </span>
      ),
    },
    ...Object.entries(epd.names)
      .filter(([, name]) => name !== epd.name)
      .map(([language, name]) => ({
        key: `name-${language}`,
        term: t("detail.nameIn", { language: language.toUpperCase() }),
        value: name,
      })),
    ...(epd.source_url
      ? [
          {
            key: "source",
            term: t("detail.source"),
            value: (
              <a
                href={epd.source_url}
                rel="noreferrer"
                target="_blank"
                className="inline-flex items-center gap-1 underline"
              >
                {t("detail.open")}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            ),
          },
        ]
      : []),
  ];
}

function Properties({ epd: { properties } }: { epd: EpdDetailAnswer }) {
  const t = useTranslations("epd");
  const known = Object.entries(properties).filter(([, value]) => value !== null);
  if (known.length === 0) return <p className="text-ink-2">{t("detail.noProperties")}</p>;
  return (
    <DataList
      items={known.map(([name, value]) => ({
        key: name,
        term: t(`properties.${name as keyof EpdDetailAnswer["properties"]}`),
        value: formatFigure(Number(value), { digits: 6 }),
      }))}
    />
  );
}

function Uses({ epd: { used } }: { epd: EpdDetailAnswer }) {
  const t = useTranslations("epd");
  return (
    <Card>
      <CardHeader title={t("detail.uses")} description={t("detail.usesText")} />
      <CardBody>
        {used.length === 0 ? (
          <p className="text-ink-2">
            {t.rich("detail.noUses", {
              link: (chunks) => (
                <Link href="/epds?tab=materials" className="underline">
                  {chunks}
                </Link>
              ),
            })}
          </p>
        ) : (
          <ul className="grid gap-1">
            {used.map(({ catalogue_id, name, price_book_version }) => (
              <li key={`${catalogue_id} ${price_book_version}`}>
                {t("detail.use", { name, version: price_book_version })}
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function DeleteEpd({ epd }: { epd: EpdDetailAnswer }) {
  const t = useTranslations("epd");
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const form = useSubmit<undefined>(() =>
    submitting(async () => {
      await api(`/api/epds/${epd.id}`, { method: "DELETE" });
      toast({ tone: "ok", title: t("detail.deleted", { name: epd.name }) });
      router.push("/epds");
      queries.removeQueries({ queryKey: ["epds"] });
    }),
  );
  return (
    <Dialog
      title={t("detail.deleteTitle", { name: epd.name })}
      description={t("detail.deleteText")}
      trigger={
        <Button variant="danger-ghost">
          <Trash2 aria-hidden />
          {t("detail.delete")}
        </Button>
      }
    >
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose>
          <Button>{t("choose.cancel")}</Button>
        </DialogClose>
        <Button variant="danger" loading={form.pending} onClick={() => void form.run(undefined)}>
          {t("detail.delete")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
