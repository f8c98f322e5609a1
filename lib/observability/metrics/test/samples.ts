/** The samples of a text in Prometheus' format, by name and labels as they are written there. */
export function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** Name of a sample without labels, and without the endings of a histogram's. */
export const nameOf = (sample: string): string => sample.replace(/\{.*/s, "");
