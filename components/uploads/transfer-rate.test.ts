import { expect, it } from "vitest";
import { TransferRate } from "./transfer-rate.ts";

it("is what passed over the time since it began, then over the window", () => {
  const rate = new TransferRate(5000);
  rate.add(0, 1000);
  for (let at = 1500; at <= 3000; at += 500) rate.add(500, at);
  expect(rate.perSecond(3000)).toBe(1000);
  for (let at = 3500; at <= 20_000; at += 500) rate.add(1000, at);
  expect(rate.perSecond(20_000)).toBe(2000);
});

it("says nothing before half a second, and sinks to nothing when nothing passes", () => {
  const rate = new TransferRate(5000);
  rate.add(1_000_000, 1000);
  expect(rate.perSecond(1100)).toBe(0);
  expect(rate.perSecond(3000)).toBe(500_000);
  expect(rate.perSecond(7000)).toBe(0);
});

it("a rest is no time that it took", () => {
  const rate = new TransferRate(5000);
  rate.add(1000, 1000);
  rate.add(0, 100_000);
  rate.add(1000, 101_000);
  expect(rate.perSecond(101_000)).toBe(1000);
});
