import { readFileSync, writeFileSync } from "node:fs";
import { takeOff } from "#lib/processing/geometry/take-off.ts";
import { fixtureFolder, IfcText, siUnits } from "#lib/processing/geometry/testing/ifc-text.ts";

/**
 * One file through the take-off in this fresh process. Prints JSON: the first take-off of a process (cold: engine
 * loaded and compiled on the way), or with `--warm` one after a tiny model has loaded the engine, as in a server that
 * has worked before; seconds, memory at idle and at its peak, elements.
 */
const [file = "", mode] = process.argv.slice(2);
if (mode === "--warm") await takeOffTiny();
await new Promise((resolve) => setTimeout(resolve, 300));
// Resets the peak the system remembers of this process (proc(5), clear_refs).
writeFileSync("/proc/self/clear_refs", "5");
const idleMb = process.memoryUsage.rss() / 1e6;
const started = performance.now();
const takeoff = await takeOff({ path: file });
const seconds = (performance.now() - started) / 1000;
const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
const peakMb = (peakKb * 1024) / 1e6;
process.stdout.write(JSON.stringify({ seconds, idleMb, peakMb, elements: takeoff.elements.length }));

async function takeOffTiny(): Promise<void> {
  const folder = fixtureFolder();
  const text = new IfcText("IFC4", siUnits);
  text.contain(text.element("IFCWALL", "W", text.box(1, 1, 1), ",$"));
  await takeOff({ path: folder.write(text.toString()) });
  folder.remove();
}
