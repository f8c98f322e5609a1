import { readFileSync } from "node:fs";
import path from "node:path";

let known: string | null | undefined;

/** What every answer says of the build that gave it, so that a page notices that it is of another one. */
export const BUILD_HEADER = "x-build";

/** Names the build of the web application that is served from here; null where there is none. */
export function buildId(): string | null {
  if (known === undefined) known = read();
  return known;
}

function read(): string | null {
  try {
    return readFileSync(path.join(process.cwd(), ".next", "BUILD_ID"), "utf8").trim();
  } catch {
    return null;
  }
}
