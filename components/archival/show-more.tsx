import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** The way to the next page of a list that does not know its length; nothing on the last. */
export function ShowMore({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const t = useTranslations("archival");
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center py-3">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t("showMore.showMore")}
      </Button>
    </div>
  );
}
