import { activeLocale } from "./active-locale.ts";
import type { Translator } from "./messages.ts";
import { PROBLEM_TEXTS } from "./problem-catalogue.ts";
import { translatorIn } from "./translator-in.ts";

type Texts = Translator<"problems">;

/**
 * What a refused call is told, in the language of the request: the area "problems" of the catalogues. The English of it is
 * what the API documents, and what callers get who ask for no language.
 */
export const problemText = said;

/** The same for a rule of an input, which is read when it is broken: `z.string().min(1, issueText("projects.name"))`. */
export const issueText = (...asked: Parameters<Texts>): { error: () => string } => ({
  error: () => said(...asked),
});

function said(...[key, values]: Parameters<Texts>): string {
  const locale = activeLocale();
  return translatorIn(PROBLEM_TEXTS[locale], "problems", locale)(key, values);
}
