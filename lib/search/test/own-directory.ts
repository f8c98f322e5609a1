import { mkdtempSync } from "node:fs";
import path from "node:path";

/** Before anything reads the configuration, which keeps it. */
export const ownDirectory = mkdtempSync(path.join(process.env.DATA_DIR ?? "", "own-index-"));
process.env.DATA_DIR = ownDirectory;
