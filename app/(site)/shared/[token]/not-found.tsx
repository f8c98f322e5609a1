import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { SharedFrame } from "#components/sharing/shared-frame.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** A link that is unknown, expired, revoked or of an organisation that is no more; which of these is nobody's to know. */
export default function LinkLeadsNowhere() {
  const t = useTranslations("variants");
  return (
    <SharedFrame organisation={null}>
      <h1 className="sr-only">{t("shared.gone.title")}</h1>
      <EmptyState icon={Unlink} title={t("shared.gone.title")}>
        {t("shared.gone.text")}
      </EmptyState>
    </SharedFrame>
  );
}
