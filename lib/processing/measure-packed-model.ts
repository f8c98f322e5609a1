import { rm } from "node:fs/promises";
import { unpack } from "#lib/processing/ifczip/unpack.ts";
import { measureModel } from "#lib/processing/measure-model.ts";
import type { MeasureFile } from "#lib/processing/measured-file.ts";

/** Takes off the IFC model of an IFCZIP, as one that was never packed. */
export const measurePackedModel: MeasureFile = async (ctx, run, file, path) => {
  const model = `${path}.ifc`;
  try {
    await unpack({ path, to: model });
    return await measureModel(ctx, run, file, model);
  } finally {
    await rm(model, { force: true });
    await rm(`${model}.model`, { recursive: true, force: true });
  }
};
