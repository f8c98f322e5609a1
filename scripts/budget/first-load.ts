import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";

/** What a browser fetches of scripts for a page before the page can be used; bytes as sent, gzip. */
export interface FirstLoad {
  /** "/files/[id]" */
  route: string;
  bytes: number;
  /** Below the build, "static/chunks/….js". */
  chunks: string[];
}

const Stats = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }));
const Routes = z.record(z.string(), z.string());

/** Bytes of scripts that a page may load first, gzip. */
export const LIMIT = 200_000;

/** Pages of the development server alone; a production build answers 404 there. */
const DEVELOPMENT = /^\/dev\//;

/**
 * The first load of every page of a build, the largest first. Throws where the build does not tell it of each of its pages:
 * a page that is not counted would never be too large.
 */
export async function firstLoads(build = ".next"): Promise<FirstLoad[]> {
  const read = async (name: string) => JSON.parse(await readFile(path.join(build, name), "utf8"));
  const stats = Stats.parse(await read("diagnostics/route-bundle-stats.json"));
  const pages = Object.entries(Routes.parse(await read("app-path-routes-manifest.json")))
    .filter(([entry, route]) => entry.endsWith("/page") && !DEVELOPMENT.test(route))
    .map(([, route]) => route)
    .filter((route) => route !== "/_global-error");
  const sizes = new Map<string, number>();
  const loads: FirstLoad[] = [];
  for (const route of pages) {
    const found = stats.find((page) => page.route === route);
    if (!found || found.firstLoadChunkPaths.length === 0)
      throw new Error(`The build does not say what ${route} loads first: ${build}/diagnostics has changed.`);
    const chunks = found.firstLoadChunkPaths.map((file) => file.replace(/^\.next\//, ""));
    for (const chunk of chunks)
      if (!sizes.has(chunk)) sizes.set(chunk, gzipSync(await readFile(path.join(build, chunk))).length);
    loads.push({ route, chunks, bytes: chunks.reduce((sum, chunk) => sum + (sizes.get(chunk) ?? 0), 0) });
  }
  return loads.sort((a, b) => b.bytes - a.bytes);
}
