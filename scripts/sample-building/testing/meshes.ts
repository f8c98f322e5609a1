import { IfcAPI } from "web-ifc";

export interface MeshVolume {
  volumeM3: number;
  /** Every edge of every body has a face on both sides. */
  closed: boolean;
}

/** For tests: the volume of each element's mesh as web-ifc draws it, openings applied, by GlobalId. */
export async function meshVolumes(bytes: Uint8Array): Promise<Map<string, MeshVolume>> {
  const api = new IfcAPI();
  await api.Init(undefined, true);
  const model = api.OpenModel(bytes);
  const volumes = new Map<string, MeshVolume>();
  api.StreamAllMeshes(model, (mesh) => {
    const bodies = Array.from({ length: mesh.geometries.size() }, (_, index) => {
      const placed = mesh.geometries.get(index);
      const geometry = api.GetGeometry(model, placed.geometryExpressID);
      const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
      const indices = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
      const body = measure(inMetres(vertices, placed.flatTransformation), indices);
      geometry.delete();
      return body;
    });
    const line: { GlobalId: { value: string } } = api.GetLine(model, mesh.expressID);
    volumes.set(line.GlobalId.value, {
      volumeM3: bodies.reduce((sum, { volumeM3 }) => sum + volumeM3, 0),
      closed: bodies.every(({ closed }) => closed),
    });
  });
  api.CloseModel(model);
  return volumes;
}

/** Corners in place, metres: the engine keeps the file's unit and a column-major matrix. Stride 6, normals after x, y, z. */
function inMetres(vertices: Float32Array, matrix: number[]): number[][] {
  return Array.from({ length: vertices.length / 6 }, (_, index) => {
    const [x = 0, y = 0, z = 0] = vertices.subarray(index * 6, index * 6 + 3);
    return [0, 1, 2].map((row) => {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 4, 8, 12].map((column) => matrix[column + row]);
      return a * x + b * y + c * z + d;
    });
  });
}

function measure(vertices: number[][], indices: Uint32Array): MeshVolume {
  const at = (index: number) => vertices[index] ?? [];
  const place = (index: number) =>
    at(index)
      .map((value) => Math.round(value * 1e4))
      .join(" ");
  const edges = new Map<string, number>();
  let sixfold = 0;
  for (let face = 0; face < indices.length; face += 3) {
    const corners = [0, 1, 2].map((corner) => indices[face + corner] ?? 0);
    const [a = [], b = [], c = []] = corners.map(at);
    sixfold += determinant(a, b, c);
    const places = corners.map(place);
    places.forEach((from, corner) => {
      const to = places[(corner + 1) % 3] ?? "";
      if (from !== to) edges.set(`${from}|${to}`, (edges.get(`${from}|${to}`) ?? 0) + 1);
    });
  }
  const closed = [...edges].every(
    ([edge, count]) => edges.get(edge.split("|").toReversed().join("|")) === count,
  );
  return { volumeM3: Math.abs(sixfold) / 6, closed: closed && edges.size > 0 };
}

function determinant(a: number[], b: number[], c: number[]): number {
  const [ax = 0, ay = 0, az = 0] = a;
  const [bx = 0, by = 0, bz = 0] = b;
  const [cx = 0, cy = 0, cz = 0] = c;
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}
