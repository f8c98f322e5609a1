"use client";
import { House } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toldOf } from "#components/data/told-of.ts";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useTakeSample } from "./take-sample.ts";

/** Takes the product's sample model as a file of the organisation and opens it. For editors and admins. */
export function SampleButton(looks: Pick<ButtonProps, "size" | "variant">) {
  const t = useTranslations("onboarding");
  const take = useTakeSample();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  async function go() {
    setPending(true);
    try {
      // It stays pending on success: the next page is on its way.
      await take();
    } catch (error) {
      toast({ tone: "bad", title: t("sample.failed"), ...toldOf(error) });
      setPending(false);
    }
  }
  return (
    <Button {...looks} loading={pending} onClick={() => void go()}>
      <House aria-hidden />
      {t("sample.take")}
    </Button>
  );
}
