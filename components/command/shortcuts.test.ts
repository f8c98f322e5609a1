import { describe, expect, it } from "vitest";
import { pressed, register, type Shortcut, shortcuts } from "./shortcuts.ts";

const shortcut = (keys: string, label = keys): Shortcut => ({ keys, label, group: "page", run: () => {} });

describe("keys", () => {
  const all = [shortcut("u"), shortcut("g f"), shortcut("g e"), shortcut("?"), shortcut("f")];

  it("act alone or one after another", () => {
    expect(pressed("", "u", all).found?.keys).toBe("u");
    expect(pressed("", "g", all)).toEqual({ found: undefined, waiting: "g" });
    expect(pressed("g", "f", all).found?.keys).toBe("g f");
    expect(pressed("g", "?", all).found?.keys).toBe("?");
  });

  it("begin anew where a sequence is not known", () => {
    expect(pressed("g", "u", all).found?.keys).toBe("u");
    expect(pressed("g", "g", all)).toEqual({ found: undefined, waiting: "g" });
    expect(pressed("g", "x", all)).toEqual({ found: undefined, waiting: "" });
    expect(pressed("", "x", all)).toEqual({ found: undefined, waiting: "" });
  });

  it("mean the latest that is there", () => {
    expect(pressed("", "u", [...all, shortcut("u", "later")]).found?.label).toBe("later");
  });
});

describe("the registry", () => {
  it("tells what is active, and no more once it is taken out", () => {
    let told = 0;
    const leave = shortcuts.subscribe(() => told++);
    const one = register(shortcut("a"));
    const two = register(shortcut("b"));
    expect(shortcuts.snapshot().map(({ keys }) => keys)).toEqual(["a", "b"]);
    one();
    expect(shortcuts.snapshot().map(({ keys }) => keys)).toEqual(["b"]);
    two();
    expect(told).toBe(4);
    leave();
    register(shortcut("c"))();
    expect(told).toBe(4);
  });
});
