import { afterEach, expect, it, vi } from "vitest";
import { stopPart } from "./stop-part.ts";

afterEach(() => void vi.restoreAllMocks());

it.each([
  [
    "throws at once",
    () => {
      throw new Error("cannot stop");
    },
    /cannot stop/,
  ],
  ["fails", async () => Promise.reject(new Error("cannot stop")), /cannot stop/],
  ["never ends", () => new Promise<void>(() => {}), /did not stop within/],
])(
  "a part whose stop %s is told of and keeps nothing after it from being stopped",
  async (_what, stop, told) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    await stopPart(stop, 10);
    expect(error).toHaveBeenCalledOnce();
    expect(String(error.mock.calls[0]?.[1])).toMatch(told);
  },
);
