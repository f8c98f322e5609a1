import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Where server actions stand: each `actions.ts` below `app`, all of whose exports `serverAction()` makes. */
export async function actionFiles(root = process.cwd()): Promise<string[]> {
  const marked = await filesWithDirective(root);
  return marked.filter((file) => file.startsWith("app/") && path.posix.basename(file) === "actions.ts");
}

/** Files that mark server code for the browser's calls anywhere else, which the isolation matrix would not see. */
export async function strayActionFiles(root = process.cwd()): Promise<string[]> {
  const found = new Set(await actionFiles(root));
  return (await filesWithDirective(root)).filter((file) => !found.has(file));
}

/** Sources that say "use server", at their head or inside a function. */
async function filesWithDirective(root: string): Promise<string[]> {
  const files: string[] = [];
  for (const folder of ["app", "components"])
    for (const name of await readdir(path.join(root, folder), { recursive: true }))
      if (/\.tsx?$/.test(name)) files.push([folder, ...name.split(path.sep)].join("/"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), "utf8")));
  return files.filter((_, i) => /^\s*["']use server["']/m.test(texts[i] ?? "")).sort();
}
