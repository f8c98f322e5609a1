import { readFileSync } from "node:fs";
import path from "node:path";
import compile from "icu-minify/compile";

/**
 * The bundler's loader of the modules that import catalogues: puts each in with its messages parsed already, so that no
 * page brings the parser along (8 kB). Whatever runs without the bundler, as jobs and tests do, imports and parses the same.
 */
export default function compiledMessages(source) {
  return source.replace(IMPORT, (_, name, file) => {
    const catalogue = path.resolve(path.dirname(this.resourcePath), file);
    this.addDependency(catalogue);
    const messages = compiled(JSON.parse(readFileSync(catalogue, "utf8")));
    return `const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(messages))});`;
  });
}

const IMPORT = /^import (\w+) from "(\.\/[^"]+\.json)" with \{ type: "json" \};$/gm;

function compiled(messages) {
  return typeof messages === "string"
    ? compile(messages)
    : Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, compiled(value)]));
}
