"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import type { EndpointAnswer } from "./answers.ts";
import type { EndpointValues } from "./endpoint-form.tsx";

const EndpointForm = later(async () => (await import("./endpoint-form.tsx")).EndpointForm);

/** Makes or changes an endpoint. */
export function EndpointDialog({
  trigger,
  endpoint,
  onSave,
}: {
  trigger: ReactNode;
  /** What it is now; a new one without. */
  endpoint?: EndpointAnswer;
  onSave: (values: EndpointValues) => Promise<void>;
}) {
  const t = useTranslations("webhooks");
  const [open, setOpen] = useState(false);
  EndpointForm.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      wide
      title={endpoint ? t("endpointDialog.changeEndpoint") : t("endpointDialog.newEndpoint")}
      description={t("endpointDialog.wePostJsonToThisAddressWhen")}
      trigger={trigger}
    >
      <EndpointForm endpoint={endpoint} onSave={onSave} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
