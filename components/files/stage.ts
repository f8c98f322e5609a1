import type { FileDetailAnswer } from "#components/data/answers.ts";

/** Changes when there is more to know of a file: what is made of it is asked for anew then. */
export function stageOf(file: Pick<FileDetailAnswer, "processed_at" | "status" | "steps">): string {
  const done = file.steps.filter((step) => step.status === "completed").length;
  return `${file.processed_at ?? ""} ${file.status} ${done}`;
}
