"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone, Tablet } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

interface SessionRow {
  id: string;
  is_current: boolean;
  is_here: boolean;
  organisation: string;
  device: string;
  browser: string;
  ip: string;
  method: "password" | "link" | "sso" | "support";
  second_factor: boolean;
  created_at: string;
  last_seen_at: string;
}

const methods = (t: Translator<"account">) =>
  ({
    password: t("sessions.password"),
    link: t("sessions.signInLink"),
    sso: t("sessions.singleSignOn"),
    support: t("sessions.support"),
  }) as const;
const ICONS: Record<string, typeof Monitor> = { Phone: Smartphone, Tablet };

/** Where the person is signed in, here and elsewhere on the platform. */
export function Sessions({ organisation }: { organisation: string }) {
  const t = useTranslations("account");
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: () => api<{ items: SessionRow[] }>("/api/me/sessions"),
  });
  const end = async (path: string) => {
    await api(path, { method: "DELETE" });
    await queries.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <div className="grid gap-5">
      <PageHeader
        title={t("sessions.sessions")}
        description={t("sessions.theDevicesAndBrowsersThatAre")}
        actions={
          <>
            <Confirm
              trigger={<Button>{t("sessions.signOutAllOthers")}</Button>}
              title={t("sessions.signOutAllOtherSessions")}
              description={t("sessions.everyDeviceButThisOneIsSigned")}
              confirmLabel={t("sessions.signOutAllOthers")}
              onConfirm={() => end("/api/me/sessions")}
            />
            <Confirm
              danger
              trigger={<Button variant="danger-ghost">{t("sessions.signOutEverywhere")}</Button>}
              title={t("sessions.signOutEverywhere2")}
              description={t("sessions.thisDeviceTooYouSignInAgain")}
              confirmLabel={t("sessions.signOutEverywhere")}
              onConfirm={async () => {
                await api("/api/me/sign-out-everywhere", { method: "POST" });
                location.assign("/sign-in");
              }}
            />
          </>
        }
      />
      <QueryView query={sessions} loading={<Skeleton className="h-48 rounded-lg" />}>
        {({ items }) => {
          const elsewhere = items.filter((session) => !session.is_here);
          return (
            <>
              <SessionCard
                title={t("sessions.at", { organisation })}
                sessions={items.filter((session) => session.is_here)}
                onEnd={(id) => end(`/api/me/sessions/${id}`)}
              />
              {elsewhere.length > 0 && (
                <SessionCard
                  title={t("sessions.atYourOtherOrganisations")}
                  sessions={elsewhere}
                  onEnd={(id) => end(`/api/me/sessions/${id}`)}
                />
              )}
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

function SessionCard({
  title,
  sessions,
  onEnd,
}: {
  title: string;
  sessions: readonly SessionRow[];
  onEnd: (id: string) => Promise<void>;
}) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <ul className="grid divide-y divide-line" aria-label={title}>
          {sessions.map((session) => (
            <SessionItem key={session.id} session={session} onEnd={onEnd} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function SessionItem({ session, onEnd }: { session: SessionRow; onEnd: (id: string) => Promise<void> }) {
  const t = useTranslations("account");
  const Icon = ICONS[session.device] ?? Monitor;
  const facts = [
    ...(session.is_here ? [] : [session.organisation]),
    session.ip || t("sessions.unknownAddress"),
    `${methods(t)[session.method]}${session.second_factor ? t("sessions.andCode") : ""}`,
  ];
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {session.device}, {session.browser}
          {session.is_current && <Badge tone="ok">{t("sessions.thisDevice")}</Badge>}
        </p>
        <p className="break-words text-ink-2 text-sm">{facts.join(" · ")}</p>
        <p className="text-ink-3 text-sm">
          {t.rich("sessions.sinceLastSeen", {
            time: () => <Time at={session.created_at} show="datetime" />,
            time2: () => <Time at={session.last_seen_at} show="relative" />,
          })}
        </p>
      </div>
      {!session.is_current && (
        <Confirm
          trigger={
            <Button
              size="sm"
              aria-label={t("sessions.signOut", { device: session.device, browser: session.browser })}
            >
              {t("sessions.signOut2")}
            </Button>
          }
          title={t("sessions.signThisSessionOut")}
          description={t("sessions.itIsOutAtItsNextClick", {
            device: session.device,
            browser: session.browser,
          })}
          confirmLabel={t("sessions.signItOut")}
          onConfirm={() => onEnd(session.id)}
        />
      )}
    </li>
  );
}
