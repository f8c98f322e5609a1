import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { LOOKS, pictureOf } from "./look.ts";

/** Writes index.html: every picture in `directory`, a row for each visit and a column for each look. */
export async function writeSheet(directory: string): Promise<string> {
  const files = new Set((await readdir(directory)).filter((name) => name.endsWith(".png")));
  const visits = [...new Set([...files].map((name) => name.split(".")[0] ?? ""))].sort();
  const cell = (visit: string, look: string) => {
    const file = pictureOf(visit, look);
    return files.has(file)
      ? `<td><a href="${file}"><img loading="lazy" src="${file}" alt="${visit}, ${look}"></a></td>`
      : "<td></td>";
  };
  const rows = visits.map(
    (visit) =>
      `<tr><th scope="row" id="${visit}">${visit}</th>${LOOKS.map(({ name }) => cell(visit, name)).join("")}</tr>`,
  );
  const sheet = path.join(directory, "index.html");
  await writeFile(
    sheet,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>
  body { font: 14px system-ui; margin: 16px; background: #ddd }
  th { text-align: left; vertical-align: top; padding: 8px } td { vertical-align: top; padding: 4px }
  img { max-width: 420px; max-height: 640px; border: 1px solid #999 }
</style>
<table><thead><tr><th>Page</th>${LOOKS.map(({ name }) => `<th scope="col">${name}</th>`).join("")}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></html>
`,
  );
  return sheet;
}
