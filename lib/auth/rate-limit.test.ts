import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { TooManyRequests } from "#lib/errors.ts";
import { addressBlock, clearAttempts, countAttempt } from "./rate-limit.ts";

afterAll(closePools);

const newKey = () => `test:${randomUUID()}`;

describe("countAttempt", () => {
  it("admits as many attempts as the limit, also in parallel, and then says how long to wait", async () => {
    const key = newKey();
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, () => countAttempt(key, { attempts: 7, windowSeconds: 600 })),
    );
    expect(answers.filter((a) => a.status === "fulfilled")).toHaveLength(7);
    const refusal = await countAttempt(key, { attempts: 7, windowSeconds: 600 }).catch((error) => error);
    expect(refusal).toBeInstanceOf(TooManyRequests);
    expect(refusal.retryAfterSeconds).toBeGreaterThan(590);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(600);
    expect(refusal.message).toBe("Too many attempts. Wait 10 minutes and try again.");
  });

  it("begins again when the window is over, and not before", async () => {
    const key = newKey();
    const limit = { attempts: 2, windowSeconds: 60 };
    const shift = (seconds: number) =>
      pool("cai_system")
        .sql`update rate_limits set resets_at = now() + ${seconds} * interval '1 second' where key = ${key}`;
    await countAttempt(key, limit);
    await countAttempt(key, limit);
    await shift(5);
    await expect(countAttempt(key, limit)).rejects.toThrow(TooManyRequests);
    await shift(0);
    await countAttempt(key, limit);
    await countAttempt(key, limit);
    await expect(countAttempt(key, limit)).rejects.toMatchObject({ status: 429, code: "too_many_requests" });
  });

  it("keeps keys apart, and forgets one on success", async () => {
    const [a, b] = [newKey(), newKey()];
    const limit = { attempts: 1, windowSeconds: 60 };
    await countAttempt(a, limit);
    await countAttempt(b, limit);
    await expect(countAttempt(a, limit)).rejects.toThrow(TooManyRequests);
    await clearAttempts(a);
    await countAttempt(a, limit);
    await expect(countAttempt(b, limit)).rejects.toThrow(TooManyRequests);
  });
});

describe("addressBlock", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    [null, "unknown"],
    ["", "unknown"],
    ["nonsense", "nonsense"],
  ])("%s is %s", (ip, block) => {
    expect(addressBlock(ip)).toBe(block);
  });
});
