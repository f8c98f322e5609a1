import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachment } from "./content-disposition.ts";
import {
  archiveKey,
  assertKey,
  attemptOfKey,
  auditAnchorKey,
  exportKey,
  fileFolder,
  fileKey,
  fileOfKey,
  isCounted,
  logoKey,
  modelFolder,
  modelKey,
  safeName,
  tenantPrefix,
} from "./keys.ts";
import { InvalidRequest } from "./store.ts";

describe("object keys", () => {
  it("stand under their tenant", () => {
    expect(fileKey("t-1", "f-1", "Haus Nord.ifc")).toBe("files/t-1/f-1/Haus-Nord.ifc");
    expect(archiveKey("t-1", "f-1", "Haus Nord.ifc")).toBe("archive/t-1/f-1/Haus-Nord.ifc");
    expect(fileKey("t-1", "f-1", "a").startsWith(tenantPrefix("files", "t-1"))).toBe(true);
    expect(fileKey("t-10", "f-1", "a").startsWith(tenantPrefix("files", "t-1"))).toBe(false);
  });

  it.each(["", "..", "a/b", "a b", "ä"])("are not made of the id %j", (id) => {
    expect(() => fileKey(id, "f", "a")).toThrow(InvalidRequest);
    expect(() => archiveKey("t", id, "a")).toThrow(InvalidRequest);
  });

  it.each([
    ["Bürogebäude (1).ifc", "Burogebaude-1-.ifc"],
    ["../../etc/passwd", "etc-passwd"],
    ["建物.ifc", "ifc"],
    ["...", "file"],
    [`${"x".repeat(300)}.IFC`, `${"x".repeat(96)}.IFC`],
  ])("name %j as %j", (filename, safe) => expect(safeName(filename)).toBe(safe));

  it("tell whose copy an object is, and of what is no file nothing", () => {
    const [tenantId, fileId] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const key of [fileKey(tenantId, fileId, "a.ifc"), archiveKey(tenantId, fileId, "a.ifc")])
      expect(fileOfKey(key)).toEqual({ tenantId, fileId });
    expect(fileKey(tenantId, fileId, "a").startsWith(fileFolder("files", tenantId, fileId))).toBe(true);
    for (const key of [
      logoKey(tenantId, fileId, "f".repeat(64)),
      exportKey(tenantId, fileId, fileId),
      auditAnchorKey(tenantId, "2026-11-28"),
      `files/${tenantId}/${fileId}`,
    ])
      expect(fileOfKey(key)).toBeNull();
  });

  it("of a model stand beside its file's copies, next to them, and are none of them", () => {
    const [tenantId, fileId, attemptId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const key = modelKey(tenantId, fileId, attemptId, 3);
    assertKey(key);
    expect(key.startsWith(modelFolder(tenantId, fileId))).toBe(true);
    expect(key.startsWith(tenantPrefix("files", tenantId))).toBe(true);
    expect(key.startsWith(fileFolder("files", tenantId, fileId))).toBe(false);
    expect(fileOfKey(key)).toEqual({ tenantId, fileId });
    expect(attemptOfKey(key)).toBe(attemptId);
    const copy = fileKey(tenantId, fileId, `${attemptId}.model`);
    expect([attemptOfKey(copy), isCounted(copy), isCounted(key)]).toEqual([null, true, false]);
    // What comes after all of a file comes after both.
    expect(key < copy && copy < `files/${tenantId}/${fileId}0`).toBe(true);
  });

  it("are usable whatever the file is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (filename) => {
        assertKey(fileKey("t", "f", filename));
        expect(safeName(filename)).toMatch(/^[A-Za-z0-9._-]{1,100}$/);
      }),
    );
  });

  it("download under any file name without breaking the header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (filename) => {
        expect(attachment(filename)).toMatch(
          /^attachment; filename="[ !#-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]*$/,
        );
      }),
    );
  });
});
