import { z } from "zod";
import { modelPartResponse } from "#lib/http/model-part-response.ts";
import { route } from "#lib/http/route.ts";
import { readModelPart } from "#lib/models/read-model-part.ts";

export const GET = route(
  {
    summary:
      "A part of what is drawn of a file: glTF 2.0 binary, quantised and compressed (EXT_meshopt_compression)",
    access: "viewer",
    params: z.object({ id: z.uuid(), number: z.coerce.number().int().positive() }),
    query: z.object({ v: z.uuid().optional() }),
    produces: "model/gltf-binary",
  },
  async ({ ctx, params, query, request }) => {
    const asked = { number: params.number, version: query.v, known: request.headers.get("if-none-match") };
    return modelPartResponse(await readModelPart(ctx, params.id, asked), query.v !== undefined, request);
  },
);
