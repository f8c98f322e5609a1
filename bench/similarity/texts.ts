import type { CorpusEstimate } from "./corpus/draw.ts";

/** The text that the first design of this product embeds: names of materials, place and rates. */
export function seedText({ lines, location, laborRate, equipmentRate }: CorpusEstimate): string {
  return `
Materials: ${namesOf(lines).join(" ")}
Location: ${location}
Labor rate: ${laborRate}
Equipment rate: ${equipmentRate}
`;
}

/** The same with everything else that was written down: description, file name and floor area. */
export function fullText(estimate: CorpusEstimate): string {
  const { fileName, description, floorAreaM2 } = estimate;
  const words = [fileName, description, floorAreaM2 === null ? null : `${floorAreaM2} m2`];
  return `${words.filter((word) => word).join(". ")}${seedText(estimate)}`;
}

function namesOf(lines: CorpusEstimate["lines"]): string[] {
  return lines.map(
    ({ name, ifcClass, madeOf }) => name ?? `${ifcClass?.replace("Ifc", "")} ${madeOf ?? ""}`.trim(),
  );
}
