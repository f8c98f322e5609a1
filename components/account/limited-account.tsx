import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";

/** Says on the pages of one's own account why they change nothing now. */
export function LimitedAccount({ organisation }: { organisation: string }) {
  const t = useTranslations("account");
  return (
    <Callout tone="warn" title={t("limitedAccount.youAreSignedInByTheSingleSign", { organisation })}>
      {t("limitedAccount.itReachesWhatBelongsToAndNot", { organisation })}
    </Callout>
  );
}
