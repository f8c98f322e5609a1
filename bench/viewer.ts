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
 * While it turns, the view leaves out what cannot be seen, or looks smallest, as far as frames would be slow: `triangles
 * turning` says how much of the model each such frame draws, `picture turning` how much of the picture is as the whole model
 * would have it in the same pixels (those of the model that differ by less than an eighth of the scale), `looking around` what it takes to
 * find out what can be seen, a little at a time while the camera rests. BENCH_ELEMENTS sets the size of the synthetic model
 * (100 000).
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
  lookedMs: number;
  turning: FrameStats[];
  turnedMs: number;
  resting: FrameStats[];
  /** Of single frames while turning, 0 to 1. */
  alike: number[];
}

const models = [await syntheticModel(ELEMENTS)];
const largest = largestShared();
if (largest) models.push(await sharedModel(largest));
else console.log(`No shared models under ${SHARED}: only the synthetic one is measured.`);
const rows = [];
for (const model of models) rows.push(row(model, await measure(model)));
report("viewer", rows);

function row(model: Model, { first, whole, lookedMs, turning, turnedMs, resting, alike }: Measured) {
  const rest = resting.at(-1);
  const times = turning.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    model: model.name,
    elements: model.elements,
    MB: round(model.parts.reduce((sum, part) => sum + part.length, 0) / 1e6, 2),
    triangles: rest?.triangles ?? 0,
    "draw calls": rest?.calls ?? 0,
    "first frame ms": round(first),
    "whole model ms": round(whole),
    "looking around ms": round(lookedMs),
    "frames/s turning": round((turning.length / turnedMs) * 1000),
    "slowest of 20 ms": round(times[Math.floor(times.length * 0.95)] ?? 0),
    "draw calls turning": turning.at(-1)?.calls ?? 0,
    "triangles turning": `${round((mean(turning.map(({ triangles }) => triangles)) / (rest?.triangles || 1)) * 100, 1)} %`,
    "picture turning": `${round(mean(alike) * 100, 1)} %`,
    "ms a whole frame": round(mean(resting.map(({ milliseconds }) => milliseconds))),
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
      timeout: 300_000,
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
engine.lookAroundNow();
const lookedMs = performance.now() - whole;
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
const small = new OffscreenCanvas(320, 180).getContext("2d", { willReadFrequently: true });
const picture = (whole) => {
  engine.drawNow({ moving: true, whole });
  small.drawImage(document.querySelector("canvas"), 0, 0, 320, 180);
  return small.getImageData(0, 0, 320, 180).data;
};
const ground = [0xf2, 0xf4, 0xf6];
const alike = Array.from({ length: 8 }, () => {
  turn(6);
  const [seen, is] = [picture(false), picture(true)];
  let [of, same] = [0, 0];
  for (let at = 0; at < is.length; at += 4) {
    if (ground.every((value, channel) => is[at + channel] === value)) continue;
    of += 1;
    if (ground.every((_, channel) => Math.abs(is[at + channel] - seen[at + channel]) < 32)) same += 1;
  }
  return same / of;
});
window.measured = { first, whole, lookedMs, turning, turnedMs, resting, alike };
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
