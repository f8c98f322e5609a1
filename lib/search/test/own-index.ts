import { ownDirectory } from "./own-directory.ts";

import "#lib/jobs/test/own-database.ts";

import { rm } from "node:fs/promises";
import path from "node:path";

/**
 * Import this before anything that reads the configuration: the file that does gets a database and an index of its own,
 * since a re-index is of all tenants.
 */
export const indexDirectory = path.join(ownDirectory, "search");

export const loseIndex = () => rm(indexDirectory, { recursive: true, force: true });
