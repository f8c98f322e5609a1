/** How long a part may take to stop, in milliseconds: longer than a database needs to write everything down. */
const LIMIT_MS = 60_000;

/** Stops a part; never throws and ends in time, so that what comes after it is reached. What went wrong is told. */
export async function stopPart(stop: () => Promise<void>, limitMs = LIMIT_MS): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`It did not stop within ${limitMs / 1000} s`)), limitMs);
  try {
    await Promise.race([stop(), late]);
  } catch (error) {
    console.error("A part of the server could not be stopped:", error);
  } finally {
    clearTimeout(timer);
  }
}
