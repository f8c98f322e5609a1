import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "#components/data/api.ts";
import { FakePorts } from "./testing/fake-ports.ts";
import type { UploadItem } from "./types.ts";
import { UploadManager } from "./upload-manager.ts";

const TEXT = "ISO-10303-21; thirty-three bytes.";
const OWNER = "ada@example.test";

// A failed attempt is repeated at once.
vi.mock("./what-failed.ts", async (original) => ({
  ...(await original<typeof import("./what-failed.ts")>()),
  backoff: () => 2,
}));

let ports: FakePorts;
let stop: (() => void)[];
beforeEach(() => {
  ports = new FakePorts();
  stop = [];
});
afterEach(() => {
  for (const end of stop) end();
});

function open(owner = OWNER): UploadManager {
  const manager = new UploadManager(owner, ports, () => undefined);
  stop.push(manager.start());
  return manager;
}
const file = (name: string, text = TEXT, lastModified = 1) => new File([text], name, { lastModified });
const chosen = (...files: File[]) => files.map((one) => ({ file: one, folder: "" }));
const states = (manager: UploadManager) => manager.snapshot().items.map(({ state }) => state);
const first = (manager: UploadManager): UploadItem => {
  const [item] = manager.snapshot().items;
  if (!item) throw new Error("The queue is empty");
  return item;
};
const until = (manager: UploadManager, ...wanted: UploadItem["state"][]) =>
  vi.waitFor(() => expect(states(manager)).toEqual(wanted), { interval: 2 });

it("reads, compares, sends in parts and completes; nothing is kept afterwards", async () => {
  const manager = open();
  manager.add(chosen(file("a.ifc"), file("b.ifc", "another one")), { temporary: true });
  await until(manager, "done", "done");
  expect(ports.arrived.toSorted()).toEqual([
    ["a.ifc", TEXT],
    ["b.ifc", "another one"],
  ]);
  await vi.waitFor(() => expect([ports.kept.size, ports.copies.size]).toEqual([0, 0]));
});

it("asks before the same bytes are sent again: of a file that is here, and of one in the queue", async () => {
  const manager = open();
  manager.add(chosen(file("a.ifc")));
  await until(manager, "done");
  await manager.remove(first(manager).key);
  manager.add(chosen(file("again.ifc"), file("b.ifc", "x"), file("c.ifc", "x")));
  ports.before = (what) => (what === "PUT 1" ? new Promise(() => undefined) : undefined);
  await until(manager, "duplicate", "uploading", "duplicate");
  const [again, , beside] = manager.snapshot().items;
  expect(again?.twin).toMatchObject({ name: "a.ifc", uploadedAt: "2026-11-20T09:30:00Z" });
  expect(beside?.twin).toEqual({ name: "b.ifc", fileId: null, uploadedAt: null });
  ports.before = () => undefined;
  manager.uploadAnyway(again?.key ?? "");
  await vi.waitFor(() => expect(states(manager)[0]).toBe("done"));
  expect(ports.arrived.map(([name]) => name)).toEqual(["a.ifc", "again.ifc"]);
});

it("a pause keeps what has arrived, and only the rest is sent afterwards", async () => {
  const manager = open();
  ports.before = (what) => (what === "PUT 4" ? new Promise(() => undefined) : undefined);
  manager.add(chosen(file("a.ifc")));
  await vi.waitFor(() => expect(ports.calls).toContain("PUT 4"));
  await vi.waitFor(() => expect(first(manager).loaded).toBe(30));
  manager.pause(first(manager).key);
  expect(states(manager)).toEqual(["paused"]);
  ports.before = () => undefined;
  ports.calls.length = 0;
  manager.resume(first(manager).key);
  await until(manager, "done");
  expect(ports.calls.filter((call) => call.startsWith("PUT"))).toEqual(["PUT 4"]);
});

it("without a connection it waits, and goes on by itself with what is missing", async () => {
  const manager = open();
  ports.before = async (what) => {
    if (what !== "PUT 4") return;
    await vi.waitFor(() => expect(ports.files.values().next().value?.parts.size).toBe(3), { interval: 2 });
    ports.become("offline");
    throw new ApiError(0, { code: "offline" });
  };
  manager.add(chosen(file("a.ifc")));
  await until(manager, "waiting");
  expect(first(manager).error).toBeNull();
  ports.before = () => undefined;
  ports.calls.length = 0;
  ports.become("back");
  await until(manager, "done");
  expect(ports.arrived).toEqual([["a.ifc", TEXT]]);
  expect(ports.calls.filter((call) => call.startsWith("PUT"))).toEqual(["PUT 4"]);
});

it("what fails on the server's side is tried again by itself, and told in the end", async () => {
  const manager = open();
  ports.before = (what) => {
    if (what === "POST /api/files")
      throw new ApiError(503, { code: "busy", detail: "Try again in a moment." });
  };
  manager.add(chosen(file("a.ifc")));
  await until(manager, "failed");
  expect(first(manager).error).toBe("Try again in a moment.");
  expect(ports.calls.filter((call) => call === "POST /api/files")).toHaveLength(7);
  ports.before = () => undefined;
  manager.resume(first(manager).key);
  await until(manager, "done");
});

it("what the server is still reading is waited for, however often it is asked", async () => {
  const manager = open();
  let asked = 0;
  ports.before = (what) => {
    if (what.endsWith("/complete") && ++asked < 10)
      throw new ApiError(409, { code: "upload_verifying", detail: "It is being verified." });
  };
  manager.add(chosen(file("a.ifc")));
  await until(manager, "done");
  expect(asked).toBe(10);
});

it("a lost answer to the completion is no second upload", async () => {
  const manager = open();
  ports.before = async (what) => {
    if (!what.endsWith("/complete")) return;
    ports.before = () => undefined;
    for (const stored of ports.files.values()) stored.pending = false;
    throw new ApiError(0, { code: "offline" });
  };
  manager.add(chosen(file("a.ifc")));
  await until(manager, "done");
  expect(ports.files.size).toBe(1);
});

it("a cancelled upload leaves nothing, even while it is begun", async () => {
  const manager = open();
  const asked = Promise.withResolvers<void>();
  ports.before = (what) => (what === "POST /api/files" ? asked.promise : undefined);
  manager.add(chosen(file("a.ifc")));
  await vi.waitFor(() => expect(ports.calls).toContain("POST /api/files"));
  await manager.remove(first(manager).key);
  expect(states(manager)).toEqual([]);
  asked.resolve();
  await vi.waitFor(() => expect(ports.calls.at(-1)).toBe("DELETE /api/files/ID"));
  await vi.waitFor(() => expect([ports.files.size, ports.kept.size]).toEqual([0, 0]));
});

it("what is cancelled without a connection is given back with the next one", async () => {
  const manager = open();
  ports.before = (what) => (what === "PUT 1" ? new Promise(() => undefined) : undefined);
  manager.add(chosen(file("a.ifc")));
  await vi.waitFor(() => expect(ports.calls).toContain("PUT 1"));
  ports.before = () => {
    throw new ApiError(0, { code: "offline" });
  };
  ports.become("offline");
  await manager.remove(first(manager).key);
  expect(ports.files.size).toBe(1);
  ports.before = () => undefined;
  ports.become("back");
  await vi.waitFor(() => expect([ports.files.size, ports.kept.size]).toEqual([0, 0]));
});

/** An upload whose first part has arrived, and whose page then went. */
async function interrupted(keepsCopies: boolean): Promise<void> {
  const manager = open();
  ports.before = (what) => (what === "PUT 4" ? new Promise(() => undefined) : undefined);
  if (!keepsCopies)
    ports.store.putCopy = async () => {
      throw new DOMException("", "QuotaExceededError");
    };
  manager.add(chosen(file("a.ifc")), { projectId: "p" });
  await vi.waitFor(() => expect(ports.calls).toContain("PUT 4"));
  await vi.waitFor(() =>
    expect([...(ports.files.values().next().value?.parts.keys() ?? [])]).toHaveLength(3),
  );
  for (const end of stop.splice(0)) end();
  ports.before = () => undefined;
  ports.calls.length = 0;
}

it("a reload goes on by itself where the browser has kept the file", async () => {
  await interrupted(true);
  const manager = open();
  await until(manager, "done");
  expect(ports.arrived).toEqual([["a.ifc", TEXT]]);
  expect(ports.calls.filter((call) => call.startsWith("PUT"))).toEqual(["PUT 4"]);
});

it("otherwise it asks for the file, and takes none but that", async () => {
  await interrupted(false);
  const manager = open();
  await until(manager, "needs_file");
  const { key } = first(manager);
  manager.giveBack(key, file("a.ifc", "short"));
  expect(first(manager)).toMatchObject({
    state: "needs_file",
    error: expect.stringContaining("another file"),
  });
  manager.giveBack(key, file("a.ifc", TEXT.replace("thirty", "THIRTY"), 2));
  await vi.waitFor(() => expect(first(manager).error).toContain("another file"));
  await until(manager, "needs_file");
  manager.add(chosen(file("a.ifc", TEXT, 3)));
  await until(manager, "done");
  expect(ports.arrived).toEqual([["a.ifc", TEXT]]);
  expect(ports.calls.filter((call) => call.startsWith("PUT"))).toEqual(["PUT 4"]);
});

it("an upload that the server has given up is begun anew", async () => {
  await interrupted(true);
  ports.files.clear();
  const manager = open();
  await until(manager, "done");
  expect(ports.arrived).toEqual([["a.ifc", TEXT]]);
});

it("what somebody left unfinished is nobody else's, and nobody's after a day", async () => {
  await interrupted(true);
  const other = open("grace@example.test");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(states(other)).toEqual([]);
  expect(ports.kept.size).toBe(1);
  for (const [key, kept] of ports.kept)
    ports.kept.set(key, { ...kept, addedAt: Date.now() - 25 * 3600 * 1000 });
  open();
  await vi.waitFor(() => expect([ports.kept.size, ports.copies.size]).toEqual([0, 0]));
});

it("one tab works on an upload at a time; another takes it over when that goes", async () => {
  const manager = open();
  ports.before = (what) => (what === "PUT 4" ? new Promise(() => undefined) : undefined);
  manager.add(chosen(file("a.ifc")));
  await vi.waitFor(() => expect(ports.calls).toContain("PUT 4"));
  const beside = new UploadManager(OWNER, ports, () => undefined);
  const end = beside.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(states(beside)).toEqual([]);
  ports.before = () => undefined;
  for (const close of stop.splice(0)) close();
  stop.push(end);
  await until(beside, "done");
});
