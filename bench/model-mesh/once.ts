import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { takeOff, takeOffWithModel } from "#lib/processing/geometry/take-off.ts";
import { fixtureFolder, IfcText, siUnits } from "#lib/processing/geometry/testing/ifc-text.ts";

/**
 * One file through the take-off in this fresh process, after a tiny one has loaded the engine; with `--model` what is drawn
 * is made in the same pass. Prints JSON: seconds, seconds of CPU, memory over idle at its peak, and the model.
 */
const [file = "", mode] = process.argv.slice(2);
const folder = fixtureFolder();
const tiny = new IfcText("IFC4", siUnits);
tiny.contain(tiny.element("IFCWALL", "W", tiny.box(1, 1, 1), ",$"));
const directory = mkdtempSync(path.join(tmpdir(), "model-mesh-"));
await takeOffWithModel({ path: folder.write(tiny.toString()), modelDirectory: path.join(directory, "tiny") });
await new Promise((resolve) => setTimeout(resolve, 300));
// Resets the peak the system remembers of this process (proc(5), clear_refs).
writeFileSync("/proc/self/clear_refs", "5");
const idle = process.memoryUsage.rss();
const cpu = process.cpuUsage();
const started = performance.now();
const { takeoff, model } =
  mode === "--model"
    ? await takeOffWithModel({ path: file, modelDirectory: path.join(directory, "model") })
    : { takeoff: await takeOff({ path: file }), model: null };
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peak = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
rmSync(directory, { recursive: true, force: true });
folder.remove();
process.stdout.write(
  JSON.stringify({
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: (peak - idle) / 1e6,
    elements: takeoff.elements.length,
    model,
  }),
);
