import { classText } from "#lib/catalogue/class-text.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";

/** `classText` in the reader's language. The class itself stays beside it. */
export const classLabel = (ifcClass: string): string => classText(ifcClass, activeLocale());
