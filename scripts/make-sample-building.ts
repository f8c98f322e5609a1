import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSample } from "./sample-building/building.ts";

const target = path.resolve(import.meta.dirname, "../public/samples/sample-building.ifc");
const { text, expected } = buildSample();
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, text);
console.log(`${target}: ${expected.length} elements, ${Buffer.byteLength(text)} bytes`);
