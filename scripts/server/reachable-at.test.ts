import { expect, it } from "vitest";
import { reachableAt } from "./reachable-at.ts";

it.each([
  ["127.0.0.1", ["127.0.0.1"]],
  ["127.0.0.2", ["127.0.0.2"]],
  ["10.1.2.3", ["10.1.2.3"]],
  ["::1", ["::1"]],
  ["0.0.0.0", ["127.0.0.1"]],
  ["::", ["127.0.0.1", "::1"]],
  ["0:0:0:0:0:0:0:0", ["127.0.0.1", "::1"]],
])("a server on %s is reached at %j", (bindAddress, addresses) => {
  expect(reachableAt(bindAddress)).toEqual(addresses);
});
