import { setTimeout as pause } from "node:timers/promises";
import { lockDirectory } from "../lock.ts";

// A process of a test: takes the lock of the directory, says so, and holds it until it is killed.
try {
  await lockDirectory(process.argv[2] ?? "");
  console.log("taken");
  await pause(2 ** 30);
} catch (error) {
  console.log(error instanceof Error ? error.constructor.name : "failed");
}
