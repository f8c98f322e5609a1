import { parentPort, workerData } from "node:worker_threads";
import { simulate } from "./simulate.ts";

/** Entry of the thread that draws one estimate's totals. */
parentPort?.postMessage(simulate(workerData));
