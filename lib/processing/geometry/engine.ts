import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";

/**
 * The geometry core of web-ifc: the functions of its WebAssembly module a take-off calls.
 * `HEAPF32`/`HEAPU32` are replaced when the memory grows, so read them anew after every call.
 */
export interface Engine {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPU32: Uint32Array;
  SetLogLevel(level: number): void;
  OpenModel(settings: EngineSettings, read: (target: number, offset: number, size: number) => number): number;
  CloseModel(model: number): void;
  StreamMeshes(model: number, ids: number[], onMesh: (mesh: EngineMesh) => void, scaled: boolean): void;
  GetFlatMesh(model: number, id: number, scaled: boolean): EngineMesh;
  GetWorldTransformMatrix(model: number, placementId: number): number[];
  GetGeometry(model: number, geometryId: number): EngineGeometry;
  /** One record: `{ ID, type, arguments }`, or an empty object. */
  GetLine(model: number, id: number): unknown;
  GetNameFromTypeCode(code: number): string;
}

export interface EngineMesh {
  expressID: number;
  geometries: {
    size(): number;
    get(index: number): PlacedGeometry;
    delete(): void;
  };
}

export interface PlacedGeometry {
  geometryExpressID: number;
  flatTransformation: number[];
  /** Of its surface style, sRGB and opacity, 0..1; white where the file styles nothing. */
  color: { x: number; y: number; z: number; w: number };
}

/** Vertices are six floats (position, normal); sizes are in elements, addresses in bytes. */
export interface EngineGeometry {
  GetVertexData(): number;
  GetVertexDataSize(): number;
  GetIndexData(): number;
  GetIndexDataSize(): number;
  delete(): void;
}

export type EngineSettings = typeof ENGINE_SETTINGS;

/** web-ifc 0.0.78's defaults, except circle segments (36: area of a round section within 0.6 %) and the tape. */
export const ENGINE_SETTINGS = {
  ALLOW_INCOMPATIBLE_SCHEMA_ALIASES: false,
  COORDINATE_TO_ORIGIN: false,
  CIRCLE_SEGMENTS: 36,
  TAPE_SIZE: 1 << 20,
  MEMORY_LIMIT: 2_147_483_648,
  LINEWRITER_BUFFER: 10_000,
  TOLERANCE_PLANE_INTERSECTION: 1e-4,
  TOLERANCE_PLANE_DEVIATION: 1e-4,
  TOLERANCE_BACK_DEVIATION_DISTANCE: 1e-4,
  TOLERANCE_INSIDE_OUTSIDE_PERIMETER: 1e-10,
  TOLERANCE_SCALAR_EQUALITY: 1e-4,
  PLANE_REFIT_ITERATIONS: 1,
  BOOLEAN_UNION_THRESHOLD: 150,
};

const LOG_OFF = 6;

/** web-ifc's compiled core. Threads of one process may share it: compiled once, optimised once. */
export type EngineCore = WebAssembly.Module;

export interface StartedEngine {
  engine: Engine;
  /** For the next `startEngine`; null when the whole package had to be loaded. */
  core: EngineCore | null;
}

/**
 * Starts web-ifc's WebAssembly core. The package bundles it with 65 000 lines of schema classes that a take-off does
 * not use and that cost 80 MB and 150 ms in every worker, so the core's section of the bundle is loaded alone; should a
 * version of the package be laid out differently, the whole of it is loaded.
 */
export async function startEngine(compiled?: EngineCore): Promise<StartedEngine> {
  const bundle = createRequire(import.meta.url).resolve("web-ifc");
  const factory = loadCore(bundle);
  const core = factory ? (compiled ?? (await compileCore(bundle))) : null;
  const engine = factory && core ? await instantiate(factory, core) : await loadWhole();
  if (!isEngine(engine)) throw new Error("web-ifc's core lacks a function the take-off calls");
  engine.SetLogLevel(LOG_OFF);
  return { engine, core };
}

type ReceiveInstance = (instance: WebAssembly.Instance, core: EngineCore) => void;

type CoreFactory = (options: {
  noInitialRun: boolean;
  instantiateWasm: (imports: WebAssembly.Imports, receive: ReceiveInstance) => object;
}) => Promise<unknown>;

async function compileCore(bundle: string): Promise<EngineCore> {
  return WebAssembly.compile(await readFile(path.join(path.dirname(bundle), "web-ifc-node.wasm")));
}

/** Rejects when the instance cannot be made: the factory itself would wait for it for ever. */
function instantiate(factory: CoreFactory, core: EngineCore): Promise<unknown> {
  return new Promise((resolve, reject) => {
    factory({
      noInitialRun: true,
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(core, imports).then((instance) => receive(instance, core), reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

/** The core's factory from the bundle's own section, or null when the section is not found. */
export function loadCore(bundle: string): CoreFactory | null {
  const bytes = readFileSync(bundle);
  const start = bytes.indexOf("// dist/web-ifc-node.js\n");
  const end = bytes.indexOf("// dist/web-ifc-api.ts\n", start);
  if (start < 0 || end < 0) return null;
  const section = bytes.toString("latin1", start, end);
  if (!section.includes("var require_web_ifc_node = __commonJS(")) return null;
  const wrap = "const __commonJS = (modules) => { const m = { exports: {} }; ";
  const source = `${wrap}Object.values(modules)[0](m.exports, m); return m.exports; };\n${section}\nreturn require_web_ifc_node;`;
  const load: unknown = compileFunction(source, ["require", "__filename", "__dirname"], { filename: bundle });
  if (typeof load !== "function") return null;
  const factory: unknown = load(createRequire(bundle), bundle, path.dirname(bundle));
  return isFactory(factory) ? factory : null;
}

async function loadWhole(): Promise<unknown> {
  const { IfcAPI } = await import("web-ifc");
  const api = new IfcAPI();
  await api.Init(undefined, true);
  return api.wasmModule;
}

function isFactory(value: unknown): value is CoreFactory {
  return typeof value === "function";
}

function isEngine(value: unknown): value is Engine {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const functions = [
    "SetLogLevel",
    "OpenModel",
    "CloseModel",
    "StreamMeshes",
    "GetFlatMesh",
    "GetWorldTransformMatrix",
    "GetGeometry",
    "GetLine",
    "GetNameFromTypeCode",
  ];
  return (
    functions.every((name) => typeof members.get(name) === "function") &&
    members.get("HEAPU8") instanceof Uint8Array &&
    members.get("HEAPF32") instanceof Float32Array &&
    members.get("HEAPU32") instanceof Uint32Array
  );
}
