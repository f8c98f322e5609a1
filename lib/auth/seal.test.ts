import { expect, it } from "vitest";
import { seal, unseal } from "./seal.ts";

it("gives back what was sealed, never twice the same text", () => {
  const [one, two] = [seal("a secret", "webhook of a"), seal("a secret", "webhook of a")];
  expect(unseal(one, "webhook of a")).toBe("a secret");
  expect(one).not.toBe(two);
  expect(one).not.toContain("secret");
});

it("refuses another purpose, a changed byte and what was never sealed", () => {
  const sealed = seal("a secret", "webhook of a");
  expect(() => unseal(sealed, "webhook of b")).toThrow();
  const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  expect(() => unseal(changed, "webhook of a")).toThrow();
  expect(() => unseal("plain", "webhook of a")).toThrow("no sealed secret");
});
