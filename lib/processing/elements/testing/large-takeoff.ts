import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { fileAnalyses, files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";

export const LARGE_STOREYS = 20;
export const LARGE_CLASSES = ["IfcWall", "IfcSlab", "IfcBeam", "IfcColumn", "IfcDoor"] as const;
export const LARGE_MATERIALS = 30;

/**
 * A file whose take-off has `count` elements, made by one statement. Of element i: storey i mod 21 (20: in none), class
 * i mod 5, volume i mod 13 (0: none), area i mod 11, and a material i mod 30; every fourth has 70 % of the next material
 * beside it, every hundredth has none; every tenth is of low confidence.
 */
export async function largeTakeoff(tenantId: string, count: number): Promise<string> {
  const fileId = randomUUID();
  await withSystem(async (tx) => {
    await tx.insert(files).values({
      id: fileId,
      tenantId,
      filename: "large.ifc",
      format: "ifc",
      size: 10,
      status: "completed",
      storageKey: `files/${fileId}`,
    });
    await tx.insert(fileAnalyses).values({
      tenantId,
      fileId,
      runId: randomUUID(),
      schema: "IFC4",
      elementCount: count,
      byClass: {},
      storeys: Array.from({ length: LARGE_STOREYS }, (_, index) => ({
        globalId: `storey-${index}`,
        name: `Level ${index}`,
        elevationM: 3 * index,
        elements: 0,
      })),
      floorAreas: { grossM2: null, grossSource: "none", netM2: null, netSource: "none", byStorey: [] },
      warnings: [],
    });
    await tx.execute(sql`
      insert into elements (tenant_id, file_id, ordinal, global_id, ifc_class, name, type_name, storey, area_m2, volume_m3,
        sources, materials, measured)
      select ${tenantId}::uuid, ${fileId}::uuid, i, 'id-' || md5(i::text),
        (${sql.raw(`array[${LARGE_CLASSES.map((name) => `'${name}'`).join()}]`)})[1 + i % 5],
        'Element ' || i, 'Type ' || i % 50, nullif(i % 21, 20), i % 11, nullif(i % 13, 0),
        jsonb_build_object('areaM2', 'mesh', 'volumeM3', case when i % 10 = 0 then 'low_confidence' else 'stated' end),
        case when i % 100 = 0 then '[]'::jsonb
          when i % 4 = 0 then jsonb_build_array(
            jsonb_build_object('name', 'Material ' || i % 30, 'thicknessM', 0.1, 'share', 0.3),
            jsonb_build_object('name', 'Material ' || (i + 1) % 30, 'thicknessM', 0.2, 'share', 0.7))
          else jsonb_build_array(jsonb_build_object('name', 'Material ' || i % 30, 'thicknessM', null, 'share', 1)) end,
        true
      from generate_series(0, ${count}::int - 1) i`);
  });
  return fileId;
}
