"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const Delivery = later(async () => (await import("./delivery.tsx")).Delivery);

/** One delivery: what was sent, each attempt with its answer, and sending it again. */
export function DeliveryDialog({
  id,
  onClose,
  onReplay,
}: {
  id: string | null;
  onClose: () => void;
  /** The delivery that was open is sent again as another one. */
  onReplay: (of: string, as: string) => void;
}) {
  const t = useTranslations("webhooks");
  Delivery.useAtRest();
  return (
    <Dialog
      open={id !== null}
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t("deliveryDialog.delivery")}
    >
      {id && <Delivery id={id} onReplay={onReplay} />}
    </Dialog>
  );
}
