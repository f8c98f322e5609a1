import { useTranslations } from "next-intl";
import type { SearchAnswer } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Callout } from "#components/ui/callout.tsx";

/** What to know about how the answer was found: a stand-in for the language model, an index that is behind. */
export function IndexNotices({ answer: { embedding, index } }: { answer: SearchAnswer }) {
  const t = useTranslations("similar");
  return (
    <>
      {index.indexed < index.estimates && (
        <Callout tone="info" title={t("indexNotices.theIndexIsCatchingUp")}>
          {t("indexNotices.ofEstimatesCanBeFoundTheRest", {
            indexed: formatCount(index.indexed),
            estimates: formatCount(index.estimates),
          })}
        </Callout>
      )}
      {embedding.kind === "lexical" && (
        <Callout tone="info" title={t("indexNotices.wordsAreComparedBySpelling")}>
          {t("indexNotices.noLanguageModelIsInstalledSo")}
        </Callout>
      )}
    </>
  );
}
