import { z } from "zod";
import { AssignMaterials, assignMaterials } from "#lib/estimates/assign-materials.ts";
import { FileMaterials, readFileMaterials, SuggestedMaterials } from "#lib/estimates/file-materials.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "A file's materials and what they were taken for",
    access: "viewer",
    params,
    response: SuggestedMaterials,
  },
  ({ ctx, params: { id } }) => readFileMaterials(ctx, id),
);

export const PUT = route(
  {
    summary: "Assign materials to catalogue entries; remembered, and the estimate is calculated again",
    access: "editor",
    params,
    body: AssignMaterials,
    response: FileMaterials,
  },
  ({ ctx, params: { id }, body }) => assignMaterials(ctx, id, body),
);
