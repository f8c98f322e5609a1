"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone, Tablet } from "lucide-react";
import { api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

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

const METHODS = {
  password: "Password",
  link: "Sign-in link",
  sso: "Single sign-on",
  support: "Support",
} as const;
const ICONS: Record<string, typeof Monitor> = { Phone: Smartphone, Tablet };

/** Where the person is signed in, here and elsewhere on the platform. */
export function Sessions({ organisation }: { organisation: string }) {
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
        title="Sessions"
        description="The devices and browsers that are signed in as you. What a browser says of itself is not proof."
        actions={
          <>
            <Confirm
              trigger={<Button>Sign out all others</Button>}
              title="Sign out all other sessions?"
              description="Every device but this one is signed out, at all of your organisations."
              confirmLabel="Sign out all others"
              onConfirm={() => end("/api/me/sessions")}
            />
            <Confirm
              danger
              trigger={<Button variant="danger-ghost">Sign out everywhere</Button>}
              title="Sign out everywhere?"
              description="This device too: you sign in again after."
              confirmLabel="Sign out everywhere"
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
                title={`At ${organisation}`}
                sessions={items.filter((session) => session.is_here)}
                onEnd={(id) => end(`/api/me/sessions/${id}`)}
              />
              {elsewhere.length > 0 && (
                <SessionCard
                  title="At your other organisations"
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
  const Icon = ICONS[session.device] ?? Monitor;
  const facts = [
    ...(session.is_here ? [] : [session.organisation]),
    session.ip || "Unknown address",
    `${METHODS[session.method]}${session.second_factor ? " and code" : ""}`,
  ];
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {session.device}, {session.browser}
          {session.is_current && <Badge tone="ok">This device</Badge>}
        </p>
        <p className="break-words text-ink-2 text-sm">{facts.join(" · ")}</p>
        <p className="text-ink-3 text-sm">
          Since <Time at={session.created_at} show="datetime" />, last seen{" "}
          <Time at={session.last_seen_at} show="relative" />
        </p>
      </div>
      {!session.is_current && (
        <Confirm
          trigger={
            <Button size="sm" aria-label={`Sign out ${session.device}, ${session.browser}`}>
              Sign out
            </Button>
          }
          title="Sign this session out?"
          description={`${session.device}, ${session.browser}. It is out at its next click.`}
          confirmLabel="Sign it out"
          onConfirm={() => onEnd(session.id)}
        />
      )}
    </li>
  );
}
