"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ImageUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { reloadSettings } from "#components/data/queries.ts";
import { useRefresh } from "#components/data/use-refresh.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { ChangedMeanwhile, type Seen } from "./settings-card.tsx";

/** Uploads the logo or takes it away. */
export function LogoCard({ seen, logoUrl, name }: { seen: Seen; logoUrl: string | null; name: string }) {
  const t = useTranslations("settings");
  const queries = useQueryClient();
  const refresh = useRefresh();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [outdated, setOutdated] = useState(false);
  const { revision, setRevision } = seen;
  const form = useSubmit<File | null>((file) =>
    submitting(async () => {
      const body = new FormData();
      if (file) body.set("file", file);
      try {
        const saved = await api<{ revision: number }>("/api/tenant/logo", {
          ...(file ? { method: "PUT", body } : { method: "DELETE" }),
          revision,
        });
        setRevision(saved.revision);
      } catch (error) {
        if (error instanceof ApiError && error.code === "settings_changed") setOutdated(true);
        throw error;
      }
      await queries.invalidateQueries({ queryKey: ["settings"] });
      toast({ tone: "ok", title: file ? t("logoCard.theLogoIsInUse") : t("logoCard.theLogoIsRemoved") });
      refresh();
    }),
  );
  const reload = async () => {
    setRevision((await reloadSettings(queries)).revision);
    setOutdated(false);
    form.setProblem(null);
  };
  return (
    <Card>
      <CardHeader title={t("logoCard.logo")} description={t("logoCard.pngJpegOrWebpOfAtMost2MibItIs")} />
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap items-center gap-4">
          <span className="grid h-20 w-44 place-items-center rounded-md border border-line bg-subtle p-2">
            {logoUrl ? (
              // biome-ignore lint/performance/noImgElement: it is our own PNG, and no optimiser is to touch it
              <img
                src={logoUrl}
                alt={t("logoCard.logoOf", { name })}
                className="max-h-full max-w-full object-contain"
              />
            ) : (
              <Avatar name={name} square className="size-12" />
            )}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp"
            aria-label={t("logoCard.logo")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void form.run(file);
            }}
          />
          <Button loading={form.pending} onClick={() => input.current?.click()}>
            <ImageUp aria-hidden />
            {logoUrl ? t("logoCard.replaceLogo") : t("logoCard.uploadLogo")}
          </Button>
          {logoUrl && (
            <Button variant="danger-ghost" disabled={form.pending} onClick={() => void form.run(null)}>
              <Trash2 aria-hidden />
              {t("logoCard.remove")}
            </Button>
          )}
        </div>
        {outdated ? <ChangedMeanwhile onReload={reload} /> : <FormProblemNotice problem={form.problem} />}
      </CardBody>
    </Card>
  );
}
