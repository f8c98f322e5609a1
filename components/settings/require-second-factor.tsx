"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("settings");
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
        title: required
          ? t("requireSecondFactor.aSecondFactorIsRequiredNow")
          : t("requireSecondFactor.aSecondFactorIsEverybodysOwn"),
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
        title={t("requireSecondFactor.secondFactor")}
        description={t("requireSecondFactor.aCodeOfAnAuthenticatorAppAsked")}
      />
      <CardBody className="grid gap-4">
        <QueryView query={settings} loading={<Skeleton className="h-12" />}>
          {(data) => (
            <>
              <Switch
                label={t("requireSecondFactor.requireASecondFactorOfEvery")}
                hint={t("requireSecondFactor.whoHasNoneGetsNoFurtherThan")}
                checked={asked ?? data.require_second_factor}
                disabled={asked !== null}
                onCheckedChange={(checked) => void change(checked)}
              />
              <p className="text-ink-2 text-sm">
                {data.members_without === 0
                  ? t("requireSecondFactor.everyMemberHasOne")
                  : t("requireSecondFactor.noneYet", {
                      membersWithout: data.members_without,
                      value:
                        data.members_without === 1
                          ? t("requireSecondFactor.memberHas")
                          : t("requireSecondFactor.membersHave"),
                    })}
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
                  <Link href="/account/security">{t("requireSecondFactor.setItUp")}</Link>
                </Button>
              )
            }
          />
        )}
      </CardBody>
    </Card>
  );
}
