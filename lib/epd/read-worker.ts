import { parentPort, workerData } from "node:worker_threads";
import { type ReadFiles, readFiles } from "./read-files.ts";

/** Entry of the thread that reads the files of one import. */
const given = workerData as { name: string; bytes: Uint8Array }[];
const answer: ReadFiles = await readFiles(
  given.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })),
);
parentPort?.postMessage(answer);
