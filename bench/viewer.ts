import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import type { FrameStats } from "../components/viewer/engine/types.ts";
import { makePart } from "../components/viewer/testing/make-model.ts";
import { makeTower } from "../components/viewer/testing/make-tower.ts";
import { takeOffWithModel } from "../lib/processing/geometry/take-off.ts";
import { report, round } from "./lib/report.ts";

/**
 * The 3D view of a model in Chromium that draws on the processor (SwiftShader), 1280 × 720: from opening the page to the
 * first frame and to the whole model, frames a second while the camera turns and when it rests, draw calls, triangles.
 * While it turns, the view leaves out what looks smallest as far as frames would be slow; `drawn while turning` says how
 * much of the model each such frame shows. BENCH_ELEMENTS sets the size of the synthetic model (100 000).
 */
const ELEMENTS = Number(process.env.BENCH_ELEMENTS ?? 100_000);
const A_PART = 8000;
const SHARED = path.join(import.meta.dirname, "..", "..", "shared", "data", "ifc");
const ROOT = path.join(import.meta.dirname, "..");

interface Model {
  name: string;
  elements: number;
  bounds: { min: readonly number[]; max: readonly number[] };
  parts: Uint8Array[];
}

interface Measured {
  first: number;
  whole: number;
  turning: FrameStats[];
  turnedMs: number;
  resting: FrameStats[];
}

const models = [await syntheticModel(ELEMENTS)];
const largest = largestShared();
if (largest) models.push(await sharedModel(largest));
else console.log(`No shared models under ${SHARED}: only the synthetic one is measured.`);
const rows = [];
for (const model of models) rows.push(row(model, await measure(model)));
report("viewer", rows);

function row(model: Model, { first, whole, turning, turnedMs, resting }: Measured) {
  const rest = resting.at(-1);
  const turn = turning.at(-1);
  const restMs = resting.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / resting.length;
  return {
    model: model.name,
    elements: model.elements,
    MB: round(model.parts.reduce((sum, part) => sum + part.length, 0) / 1e6, 2),
    triangles: rest?.triangles ?? 0,
    "draw calls": rest?.calls ?? 0,
    "first frame ms": round(first),
    "whole model ms": round(whole),
    "frames/s turning": round((turning.length / turnedMs) * 1000),
    "drawn while turning": `${round(((turn?.triangles ?? 0) / (rest?.triangles || 1)) * 100)} %`,
    "ms a whole frame": round(restMs),
  };
}

async function measure(model: Model): Promise<Measured> {
  const server = serve(model);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.on("console", (message) => message.type() === "error" && console.error(message.text()));
    page.on("pageerror", (error) => console.error(error.message));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    await page.goto(`http://127.0.0.1:${address.port}/`);
    const measured = await page.waitForFunction(() => Reflect.get(window, "measured"), undefined, {
      timeout: 120_000,
    });
    if (process.env.BENCH_PICTURE) await page.screenshot({ path: process.env.BENCH_PICTURE });
    return await measured.jsonValue();
  } finally {
    await browser.close();
    server.close();
  }
}

/** The product's own modules with their types stripped, three from its package, and the model. */
function serve(model: Model): http.Server {
  return http.createServer(async (request, response) => {
    const name = new URL(request.url ?? "/", "http://bench").pathname;
    const part = /^\/parts\/(\d+)$/.exec(name);
    if (name === "/") {
      // What proxy.ts allows scripts, with the inline ones of this page instead of its nonce.
      response.setHeader("content-security-policy", "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'");
      response.setHeader("content-type", "text/html").end(page(model));
    } else if (part) response.end(model.parts[Number(part[1])]);
    else if (/^\/(components|node_modules\/three)\//.test(name)) {
      const source = await readFile(path.join(ROOT, name), "utf8");
      response.setHeader("content-type", "text/javascript");
      response.end(name.endsWith(".ts") ? stripTypeScriptTypes(source) : source);
    } else response.writeHead(404).end();
  });
}

function page({ bounds, elements, parts }: Model): string {
  const imports = {
    three: "/node_modules/three/build/three.module.js",
    "three/addons/": "/node_modules/three/examples/jsm/",
  };
  return `<!doctype html><body style="margin:0"><canvas style="width:100vw;height:100vh;display:block"></canvas>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
import { createEngine } from "/components/viewer/engine/engine.ts";
const engine = createEngine({
  canvas: document.querySelector("canvas"), bounds: ${JSON.stringify(bounds)}, slots: ${elements}, still: () => true,
});
const none = new Set();
engine.theme({ background: "#f2f4f6", highlight: "#1d55c9", ghost: "#59636f", ghostOpacity: 0.12, line: "#a8211a", edge: "#11151b" });
engine.look({ colours: null, ghosts: true, selection: { selected: none, hovered: null, isolated: null, hidden: none } });
engine.resize();
engine.view("home", { still: true });
let first = 0;
for (let number = 0; number < ${parts.length}; number += 1) {
  await engine.addPart(await (await fetch("/parts/" + number)).arrayBuffer());
  if (number === 0) { engine.drawNow({ moving: false }); first = performance.now(); }
}
engine.drawNow({ moving: false });
const whole = performance.now();
const turn = (frames) => Array.from({ length: frames }, () => {
  engine.key(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
  return engine.drawNow({ moving: true });
});
// The first frames find out how much this machine can draw.
turn(24);
const start = performance.now();
const turning = turn(60);
const turnedMs = performance.now() - start;
const resting = Array.from({ length: 5 }, () => engine.drawNow({ moving: false }));
window.measured = { first, whole, turning, turnedMs, resting };
</script>`;
}

function largestShared(): string | undefined {
  if (!existsSync(SHARED)) return undefined;
  const files = readdirSync(SHARED).filter((name) => name.endsWith(".ifc"));
  const bytes = (name: string) => statSync(path.join(SHARED, name)).size;
  return files.sort((a, b) => bytes(b) - bytes(a))[0];
}

/** As the server makes it in the take-off. */
async function sharedModel(name: string): Promise<Model> {
  const modelDirectory = await mkdtemp(path.join(tmpdir(), "bench-viewer-"));
  try {
    const { model } = await takeOffWithModel({ path: path.join(SHARED, name), modelDirectory });
    if (model.kind !== "made") throw new Error(`${name} has no model: ${model.kind}`);
    const { bounds, elements } = model.model;
    const files = model.model.parts.map(({ number }) => readFile(path.join(modelDirectory, `${number}.glb`)));
    return { name, elements, bounds, parts: await Promise.all(files) };
  } finally {
    await rm(modelDirectory, { recursive: true, force: true });
  }
}

async function syntheticModel(elements: number): Promise<Model> {
  const blocks = makeTower(elements);
  const parts: Uint8Array[] = [];
  for (let from = 0; from < blocks.length; from += A_PART)
    parts.push(await makePart(blocks.slice(from, from + A_PART)));
  const ends = (of: (at: number, size: number) => number, pick: (...values: number[]) => number) =>
    [0, 1, 2].map((axis) =>
      blocks.reduce(
        (known, { at, size }) => pick(known, of(at[axis] ?? 0, size[axis] ?? 0)),
        of(blocks[0]?.at[axis] ?? 0, 0),
      ),
    );
  return {
    name: "synthetic",
    elements,
    bounds: { min: ends((at) => at, Math.min), max: ends((at, size) => at + size, Math.max) },
    parts,
  };
}
