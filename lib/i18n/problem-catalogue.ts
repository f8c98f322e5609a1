import de from "./messages/de/problems.json" with { type: "json" };
import en from "./messages/en/problems.json" with { type: "json" };

/** Alone, as every route's bundle has it. */
export const PROBLEM_TEXTS = { en: { problems: en }, de: { problems: de } };
