import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "#db/embedded.ts";
import { keepDatabase } from "./keep-database.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a real server", () => {
  it("comes back on the same address when its process is killed, with what was committed, and stays stopped when told", async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "cai-kept-"));
    const start = (port?: number, signal?: AbortSignal) =>
      startEmbeddedPostgres(directory, { ...(port ? { port } : {}), ...(signal ? { signal } : {}) });
    const first = await start();
    const port = Number(new URL(first.url).port);
    const gaveUp = vi.fn();
    const kept = keepDatabase(first, {
      restart: (signal) => start(port, signal),
      gaveUp,
      pauseMs: 50,
      attempts: 8,
    });
    const sql = postgres(first.url, { max: 1, fetch_types: false, onnotice: () => {} });
    try {
      await sql`create table kept (n int)`;
      await sql`insert into kept values (1)`;
      for (let killed = 0; killed < 2; killed++) {
        const before = await postmaster(directory);
        process.kill(before, "SIGKILL");
        // A backend that outlives it for a moment still answers: so the new one first.
        const restarted = async () => expect(await postmaster(directory)).not.toBe(before);
        await vi.waitFor(restarted, { timeout: 20_000, interval: 50 });
        const rows = async () => expect(await sql`select n from kept`).toEqual([{ n: 1 }]);
        await vi.waitFor(rows, { timeout: 20_000, interval: 100 });
      }
      expect(gaveUp).not.toHaveBeenCalled();
    } finally {
      await sql.end({ timeout: 1 });
      await kept.stop();
    }
    await expect(postmaster(directory)).rejects.toMatchObject({ code: "ENOENT" });
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  it("whose start is given up leaves no process and no half-made database", async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "cai-kept-"));
    const stopping = new AbortController();
    const starting = startEmbeddedPostgres(directory, { durable: false, signal: stopping.signal });
    await vi.waitFor(async () => readFile(path.join(directory, "postgres-password")));
    stopping.abort();
    await expect(starting).rejects.toMatchObject({ name: "AbortError" });
    expect(await readdir(directory)).toEqual(["postgres-password"]);
    const database = await startEmbeddedPostgres(directory, { durable: false });
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);
});

async function postmaster(directory: string): Promise<number> {
  const file = path.join(directory, "postgres", "postmaster.pid");
  return Number((await readFile(file, "utf8")).split("\n")[0]);
}

describe("watching", () => {
  /** A server that ends when the test says so. */
  function server() {
    let end = (_words: string) => {};
    const exited = new Promise<string>((resolve) => {
      end = resolve;
    });
    const database: EmbeddedDatabase = { url: "postgres://", exited, stop: async () => end("stopped") };
    return { database, end };
  }

  it("tries again while a start fails, and says so when it never comes back", async () => {
    const first = server();
    const restart = vi.fn().mockRejectedValue(new Error("no room"));
    const gaveUp = vi.fn();
    keepDatabase(first.database, { restart, gaveUp, pauseMs: 1, attempts: 3 });
    first.end("killed");
    await vi.waitFor(() => expect(gaveUp).toHaveBeenCalledTimes(1));
    expect(restart).toHaveBeenCalledTimes(3);
    expect(String(gaveUp.mock.calls[0]?.[0])).toContain("no room");
  });

  it("gives a server up that starts and ends at once", async () => {
    const first = server();
    const restart = vi.fn(async () => {
      const next = server();
      next.end("crashed");
      return next.database;
    });
    const gaveUp = vi.fn();
    keepDatabase(first.database, { restart, gaveUp, pauseMs: 1, attempts: 4 });
    first.end("killed");
    await vi.waitFor(() => expect(gaveUp).toHaveBeenCalledTimes(1));
    expect(restart).toHaveBeenCalledTimes(4);
  });

  it("does not start anything once it was stopped: not after an end, not out of a pause, not while it starts", async () => {
    const restart = vi.fn((_signal: AbortSignal) => Promise.reject(new Error("no room")));
    const gaveUp = vi.fn();
    await keepDatabase(server().database, { restart, gaveUp }).stop();
    const paused = server();
    const kept = keepDatabase(paused.database, { restart, gaveUp, pauseMs: 60_000 });
    paused.end("killed");
    await vi.waitFor(() => expect(console.error).toHaveBeenCalledTimes(1));
    await kept.stop();
    expect(restart).not.toHaveBeenCalled();

    const starting = server();
    const late = keepDatabase(starting.database, {
      restart: (signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(new Error("given up"))),
        ),
      gaveUp,
      pauseMs: 1,
    });
    starting.end("killed");
    await vi.waitFor(() => expect(console.error).toHaveBeenCalledTimes(2));
    await late.stop();
    expect(gaveUp).not.toHaveBeenCalled();
  });
});
