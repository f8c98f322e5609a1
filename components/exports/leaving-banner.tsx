import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** Above every page while the organisation waits for its deletion. */
export function LeavingBanner({ name, dueAt, isAdmin }: { name: string; dueAt: string; isAdmin: boolean }) {
  const t = useTranslations("exports");
  return (
    <Callout
      tone="bad"
      className="mb-4 print:hidden"
      title={t.rich("leavingBanner.isDeletedOn", { name, time: () => <Time at={dueAt} show="date" /> })}
      action={
        isAdmin && (
          <Link
            href="/settings/data"
            className="font-medium underline underline-offset-4 touch:inline-block touch:py-3"
          >
            {t("leavingBanner.exportOrUndo")}
          </Link>
        )
      }
    >
      {t("leavingBanner.untilThenItCanBeReadAndNothing", {
        value: !isAdmin ? t("leavingBanner.itsAdminsCanUndoThis") : "",
      })}
    </Callout>
  );
}
