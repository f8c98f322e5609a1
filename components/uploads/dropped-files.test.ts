import { expect, it } from "vitest";
import { chosenFiles, droppedFiles } from "./dropped-files.ts";

interface Tree {
  [name: string]: Tree | File | null;
}

/** A folder as browsers give it: two entries at a time, at the end none. Null is a file that cannot be read. */
function entry(name: string, content: Tree | File | null, parent = ""): unknown {
  const fullPath = `${parent}/${name}`;
  if (content === null || content instanceof File)
    return {
      isDirectory: false,
      name,
      fullPath,
      file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
        content ? resolve(content) : reject(new Error("NotReadableError")),
    };
  const waiting = Object.entries(content).map(([child, inside]) => entry(child, inside, fullPath));
  return {
    isDirectory: true,
    name,
    fullPath,
    createReader: () => ({
      readEntries: (resolve: (part: unknown[]) => void) => resolve(waiting.splice(0, 2)),
    }),
  };
}

const transfer = (...items: { entry: unknown; file?: File; handle?: unknown }[]) =>
  ({
    items: items.map((item) => ({
      kind: "file",
      webkitGetAsEntry: () => item.entry,
      getAsFile: () => item.file ?? null,
      ...(item.handle ? { getAsFileSystemHandle: async () => item.handle } : {}),
    })),
  }) as unknown as DataTransfer;

it("walks folders however deep and full, leaves out what is hidden, and names what cannot be read", async () => {
  const model = (name: string) => new File(["x"], name);
  const tree: Tree = {
    "a.ifc": model("a.ifc"),
    "b.ifc": model("b.ifc"),
    "c.ifc": model("c.ifc"),
    ".DS_Store": model(".DS_Store"),
    old: { "d.ifc": model("d.ifc"), "locked.ifc": null, ".git": { config: model("config") } },
  };
  const handle = { kind: "directory" };
  const { files, unreadable } = await droppedFiles(
    transfer({ entry: entry("school", tree), handle }, { entry: null, file: model("single.ifc") }),
  );
  expect(files.map(({ file, folder }) => `${folder}/${file.name}`)).toEqual([
    "school/a.ifc",
    "school/b.ifc",
    "school/c.ifc",
    "school/old/d.ifc",
    "/single.ifc",
  ]);
  expect(unreadable).toEqual(["school/old/locked.ifc"]);
  expect(files.map(({ source }) => source?.path)).toEqual([
    ["a.ifc"],
    ["b.ifc"],
    ["c.ifc"],
    ["old", "d.ifc"],
    undefined,
  ]);
});

it("a field's folder is told from single files", () => {
  const field = (name: string, path: string) =>
    Object.defineProperty(new File(["x"], name), "webkitRelativePath", { value: path });
  const list = [field("a.ifc", "school/old/a.ifc"), field(".x", "school/.x"), field("b.ifc", "")];
  expect(chosenFiles(list as unknown as FileList).map(({ file, folder }) => [file.name, folder])).toEqual([
    ["a.ifc", "school/old"],
    ["b.ifc", ""],
  ]);
});
