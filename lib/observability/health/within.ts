export class TooLate extends Error {}

/** What a part answers, if it does so in time; rejects with `TooLate` after `limitMs` otherwise. */
export async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooLate(`No answer within ${limitMs} ms`)), limitMs);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
