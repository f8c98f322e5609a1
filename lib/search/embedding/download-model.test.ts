import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { downloadModel, type ModelFile } from "./download-model.ts";
import { downloadedModel, findModel } from "./model-files.ts";

const CONTENT: Record<string, string> = {
  "config.json": "{}",
  "tokenizer_config.json": '{"a":1}',
  "tokenizer.json": "[1]",
  "onnx/model_quantized.onnx": "graph".repeat(1000),
};
const files: ModelFile[] = Object.entries(CONTENT).map(([name, text]) => ({
  name,
  bytes: text.length,
  sha256: createHash("sha256").update(text).digest("hex"),
}));

describe("downloading and finding the model", () => {
  let dataDir: string;
  let server: Server;
  let asked: string[];
  let answer: RequestListener;
  let hub: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), "model-"));
    asked = [];
    answer = (request, response) =>
      response.end(Object.entries(CONTENT).find(([name]) => request.url?.endsWith(`/${name}`))?.[1]);
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dataDir, { recursive: true });
  });
  const download = (more: { stalledMs?: number } = {}) => downloadModel({ dataDir, hub, files, ...more });

  it("fetches what is missing, keeps what is right, mends what is not, and is then found", async () => {
    expect(await findModel(null, dataDir)).toBeNull();
    expect(await download()).toMatchObject({ fetched: 4, kept: 0 });
    expect(asked[3]).toMatch(
      /^\/Xenova\/all-MiniLM-L6-v2\/resolve\/[0-9a-f]{40}\/onnx\/model_quantized\.onnx$/,
    );
    expect(await download()).toMatchObject({ fetched: 0, kept: 4 });
    const folder = downloadedModel(dataDir);
    await writeFile(path.join(folder, "tokenizer.json"), "[2]");
    expect(await download()).toMatchObject({ fetched: 1, kept: 3 });
    expect(await readFile(path.join(folder, "tokenizer.json"), "utf8")).toBe("[1]");
    const version = `all-MiniLM-L6-v2-int8-${files[3]?.sha256.slice(0, 12)}`;
    expect(await findModel(null, dataDir)).toEqual({ folder, dtype: "q8", version });
    // Named by the model's own folder, and by the one of organisations.
    for (const named of [folder, path.join(dataDir, "models")])
      expect(await findModel(named, "/nowhere")).toMatchObject({ folder, version });
  });

  it("keeps nothing of a file that is another one, too long, or cut off", async () => {
    answer = (_, response) => response.end("{ }");
    await expect(download()).rejects.toThrow("more than the 2 bytes");
    answer = (_, response) => response.end("[]");
    await expect(download()).rejects.toThrow(/is not the file that this product was checked with \(SHA-256 /);
    answer = (_, response) => response.writeHead(404).end();
    await expect(download()).rejects.toThrow("it answered 404. Check the network");
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "2" }).write("{");
      setTimeout(() => response.destroy(), 20);
    };
    await expect(download()).rejects.toThrow("could not be downloaded");
    answer = () => {};
    await expect(download({ stalledMs: 100 })).rejects.toThrow("nothing came for 0.1 s");
    expect(await readdir(downloadedModel(dataDir))).toEqual([]);
    expect(await findModel(null, dataDir)).toBeNull();
  });

  it("says what a named folder lacks", async () => {
    await expect(findModel("/nowhere/at/all", dataDir)).rejects.toThrow(
      /^EMBEDDING_MODEL_PATH is \/nowhere\/at\/all, and no all-MiniLM-L6-v2 is there: .+ must hold config\.json/,
    );
  });
});
