import type { z } from "zod";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findModel } from "./find-model.ts";
import type { ModelView } from "./views.ts";

/**
 * What the browser draws of a file: how large it is, and the parts to fetch, in their order. Their addresses name the
 * attempt that wrote them, so what they answer never changes. Throws as `findModel`.
 */
export async function readModel(ctx: Ctx, fileId: string): Promise<z.input<typeof ModelView>> {
  requireRole(ctx, "viewer");
  const model = await ctx.transaction((tx) => findModel(tx, ctx.tenant.id, fileId));
  const { origin, bounds, triangles, elements, attemptId, parts } = model;
  return {
    format: "glb-1",
    up: "z",
    unit: "m",
    origin,
    bounds,
    triangles,
    elements,
    parts: parts.map((part) => ({
      number: part.number,
      bytes: part.bytes,
      triangles: part.triangles,
      elements: part.elements,
      url: `/api/files/${fileId}/model/${part.number}?v=${attemptId}`,
    })),
  };
}
