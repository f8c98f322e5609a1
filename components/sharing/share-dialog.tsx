"use client";
import { Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const ShareLinks = later(async () => (await import("./share-links.tsx")).ShareLinks);

/** Makes links by which anybody reads the estimate's result, and revokes them. */
export function ShareDialog({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  ShareLinks.useAtRest();
  return (
    <Dialog
      wide
      title={t("share.title")}
      description={t("share.description")}
      trigger={
        <Button>
          <Share2 aria-hidden />
          {t("share.button")}
        </Button>
      }
    >
      <ShareLinks estimateId={estimateId} />
    </Dialog>
  );
}
