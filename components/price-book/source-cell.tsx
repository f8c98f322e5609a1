import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";

/** Where a figure of the organisation's or of the built-in table comes from. */
export function SourceCell({
  own,
  placeholder,
  source,
}: {
  own: boolean;
  placeholder: boolean;
  source: string;
}) {
  const t = useTranslations("price-book");
  return (
    <span className="grid justify-items-start gap-0.5">
      {own && <Badge tone="ok">{t("sourceCell.yourOwn")}</Badge>}
      {placeholder && <Badge tone="warn">{t("sourceCell.unverified")}</Badge>}
      <span className="text-ink-2 text-sm">{source}</span>
    </span>
  );
}
