import { readdirSync } from "node:fs";
import path from "node:path";
import type { Node, SourceFile } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

export const ROOT = path.join(import.meta.dirname, "../../..");

/** Paths, from the root, of what makes the interface: without tests, and without what only tests use. */
export function interfaceFiles(): string[] {
  return ["app", "components"]
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\/|^app\/api\//.test(file))
    .sort();
}

/** The same of what the server does and says: its routes and actions, lib, jobs. */
export function serverFiles(): string[] {
  return [
    ...["lib", "inngest"].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    ),
    ...readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.startsWith("api/") || /(?:^|\/)actions\.ts$/.test(name))
      .map((name) => `app/${name}`),
  ]
    .filter(
      (file) =>
        /\.ts$/.test(file) && !/\.test\.ts$|\.d\.ts$|\/(?:testing|test|fuzz|contract|double)\//.test(file),
    )
    .sort();
}

/** Parses files of the interface and the server, without resolving what they import. */
export function openSources(): { parse(file: string): SourceFile; close(): void } {
  const api = new API({ cwd: ROOT });
  const config = path.join(import.meta.dirname, "tsconfig.json");
  const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
  return {
    parse: (file) => {
      const source = project?.program.getSourceFile(path.join(ROOT, file));
      if (!source) throw new Error(`${file} is not in ${config}`);
      return source;
    },
    close: () => api.close(),
  };
}

/** Every node of a file, parents before what they hold. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  const children: Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}
