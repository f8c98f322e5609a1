/** How a revision is called: 1 is A, 26 is Z, 27 is AA, 702 is ZZ, 703 is AAA. */
export function revisionLetters(number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`There is no revision ${number}`);
  let letters = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
