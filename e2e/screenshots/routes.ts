import { glob } from "node:fs/promises";
import path from "node:path";

const APP = path.join(import.meta.dirname, "..", "..", "app");

/** Every page of the product by its route, such as "/estimates/[id]": what Next makes of the files below app. */
export async function pageRoutes(): Promise<string[]> {
  const routes: string[] = [];
  for await (const file of glob("**/page.tsx", { cwd: APP }))
    routes.push(
      `/${path
        .dirname(file)
        .split(path.sep)
        .filter((part) => part !== "." && !/^\(.*\)$/.test(part))
        .join("/")}`,
    );
  return routes.sort();
}
