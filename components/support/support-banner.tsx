import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EndSupport } from "./end-support.tsx";

/** Above every page while an operator looks at the organisation. */
export function SupportBanner({
  name,
  until,
  organisation,
}: {
  name: string;
  until: string;
  organisation: string;
}) {
  const t = useTranslations("support");
  return (
    <Callout
      tone="warn"
      className="mb-4 print:hidden"
      title={t("supportBanner.anOperatorOfThePlatformLooksAt", { name, organisation })}
      action={<EndSupport />}
    >
      {t.rich("supportBanner.untilNothingCanBeChangedAndThe", {
        time: () => <Time at={until} show="datetime" />,
      })}
    </Callout>
  );
}
