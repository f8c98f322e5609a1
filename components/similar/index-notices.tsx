import type { SearchAnswer } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Callout } from "#components/ui/callout.tsx";

/** What to know about how the answer was found: a stand-in for the language model, an index that is behind. */
export function IndexNotices({ answer: { embedding, index } }: { answer: SearchAnswer }) {
  return (
    <>
      {index.indexed < index.estimates && (
        <Callout tone="info" title="The index is catching up">
          {formatCount(index.indexed)} of {formatCount(index.estimates)} estimates can be found. The rest
          follows by itself; this page asks again.
        </Callout>
      )}
      {embedding.kind === "lexical" && (
        <Callout tone="info" title="Words are compared by spelling">
          No language model is installed, so the built-in stand-in compares words by their letters and known
          synonyms. Materials, size, place and rates count as always.
        </Callout>
      )}
    </>
  );
}
