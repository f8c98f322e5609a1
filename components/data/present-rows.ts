import type { EstimateRow } from "#components/estimates/estimates-table.tsx";
import type { FileRow } from "#components/files/types.ts";
import type { EstimateAnswer, FileAnswer, ProjectAnswer } from "./answers.ts";

/** From the API's answers to what the tables take. */
export function toFileRow(
  file: Omit<FileAnswer, "version"> & Partial<Pick<FileAnswer, "version">>,
  projects: readonly ProjectAnswer[] = [],
): FileRow {
  return {
    id: file.file_id,
    filename: file.filename,
    project: projects.find(({ id }) => id === file.project_id) ?? null,
    size: file.size,
    status: file.status,
    failure_code: file.failure?.code ?? null,
    failure_message: file.failure?.message ?? null,
    storage_tier: file.storage_tier,
    keep_hot: file.keep_hot,
    legal_hold: file.legal_hold,
    temporary: file.temporary,
    version: file.version?.number ?? null,
    created_at: file.created_at,
  };
}

export function toEstimateRow(estimate: EstimateAnswer): EstimateRow {
  const { carbon } = estimate;
  const priced = estimate.coverage.cost.elements.covered > 0;
  return {
    id: estimate.id,
    name: estimate.name,
    origin: estimate.origin,
    location: estimate.location,
    cost: priced ? estimate.cost : null,
    coverage: estimate.coverage.cost.elements.share,
    carbon_kg: carbon && carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg,
    created_at: estimate.created_at,
    movable: estimate.file_id === null,
  };
}
