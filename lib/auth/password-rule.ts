import common from "fxa-common-password-list";
import { z } from "zod";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";

/** What an operator may hand out as a first password. */
export const HandedOutPassword = z
  .string()
  .min(10, issueText("auth.least10Characters"))
  .max(200, issueText("common.most200Characters"));

/**
 * What people may choose: 10 to 200 characters of any kind, and none of the 3 300 that long and are tried first. It is never
 * changed on its way, and never has to be renewed.
 */
export const Password = HandedOutPassword.refine(
  (password) => !common.test(password) && !common.test(password.toLowerCase()),
  issueText("auth.passwordListsTried"),
);

/** What everybody here would try: the product's own words. */
const PRODUCT_WORDS = ["construction ai", "construction", "take-off", "estimate", "carbon"];

/** Characters that have to be left of a password without words that anybody would guess. */
const LEAST_OWN = 5;

/**
 * Throws `Invalid` for a password that is little more than words of the product and of its owner: their name, their mail
 * address, their organisation's name and address.
 */
export function refuseOwnWords(
  password: string,
  words: readonly (string | null | undefined)[],
  field = "password",
): void {
  const known = [...PRODUCT_WORDS, ...words]
    .flatMap((word) => (word ? [word, ...word.split(/[@.\s]+/)] : []))
    .map(letters)
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  const whole = letters(password);
  const left = known.reduce((rest, word) => rest.replaceAll(word, ""), whole);
  if (left === whole || left.length >= LEAST_OWN) return;
  const message = problemText("auth.passwordLittleMore");
  throw new Invalid("password_guessable", message, [{ path: field, message }]);
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
