"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";

interface SignInSettings {
  require_second_factor: boolean;
  members_without: number;
}

/** The switch by which an organisation asks every member for a second factor. */
export function RequireSecondFactor() {
  const queries = useQueryClient();
  const toast = useToast();
  const settings = useQuery({
    queryKey: ["sign-in-settings"],
    queryFn: () => api<SignInSettings>("/api/settings/sign-in"),
  });
  const [asked, setAsked] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);

  async function change(required: boolean) {
    setAsked(required);
    setProblem(null);
    try {
      const answer = await api<SignInSettings>("/api/settings/sign-in", {
        method: "PATCH",
        body: { require_second_factor: required },
      });
      queries.setQueryData(["sign-in-settings"], answer);
      toast({
        tone: "ok",
        title: required ? "A second factor is required now" : "A second factor is everybody's own choice now",
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error);
    } finally {
      setAsked(null);
    }
  }

  return (
    <Card>
      <CardHeader
        title="Second factor"
        description="A code of an authenticator app, asked for after the password or sign-in link."
      />
      <CardBody className="grid gap-4">
        <QueryView query={settings} loading={<Skeleton className="h-12" />}>
          {(data) => (
            <>
              <Switch
                label="Require a second factor of every member"
                hint="Who has none gets no further than setting one up, from their next click on. API keys go on working."
                checked={asked ?? data.require_second_factor}
                disabled={asked !== null}
                onCheckedChange={(checked) => void change(checked)}
              />
              <p className="text-ink-2 text-sm">
                {data.members_without === 0
                  ? "Every member has one."
                  : `${data.members_without} ${data.members_without === 1 ? "member has" : "members have"} none yet.`}
              </p>
            </>
          )}
        </QueryView>
        {problem && (
          <Callout
            tone="bad"
            announce
            title={problem.message}
            action={
              problem.code === "second_factor_first" && (
                <Button asChild size="sm">
                  <Link href="/account/security">Set it up</Link>
                </Button>
              )
            }
          />
        )}
      </CardBody>
    </Card>
  );
}
