import { expect, it } from "vitest";
import { TooManyRequests } from "#lib/errors.ts";
import { type EndTurn, Turns } from "./turns.ts";

const never = new AbortController().signal;
const limits = { atOnce: 2, mostWaiting: 3, singleFileMs: 10_000, spacingMs: 0 };
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Takes turns and notes the order in which they came. */
function takeAll(turns: Turns, caller: string, count: number) {
  const came: number[] = [];
  const ends: EndTurn[] = [];
  for (let i = 0; i < count; i++)
    void turns.take(caller, never).then((end) => {
      came.push(i);
      if (end) ends.push(end);
    });
  return { came, ends };
}

it("lets a caller have so many turns at once, the rest in the order they came, and nobody else waits for them", async () => {
  const turns = new Turns({ ...limits, atOnce: 4 });
  const loud = takeAll(turns, "loud", 6);
  await tick();
  expect(loud.came).toEqual([0, 1, 2, 3]);
  expect(await turns.take("quiet", never)).not.toBeNull();
  loud.ends[0]?.();
  loud.ends[0]?.();
  await tick();
  expect(loud.came).toEqual([0, 1, 2, 3, 4]);
  for (const at of [1, 2, 3, 4, 5]) {
    loud.ends[at]?.();
    await tick();
  }
  expect(loud.came).toEqual([0, 1, 2, 3, 4, 5]);
  const again = takeAll(turns, "loud", 5);
  await tick();
  expect(again.came).toEqual([0, 1, 2, 3]);
});

it("lets a crowd of one caller have one at once until few of it wait", async () => {
  const turns = new Turns({ ...limits, atOnce: 8, mostWaiting: 20 });
  const { came, ends } = takeAll(turns, "loud", 18);
  await tick();
  expect(came).toHaveLength(8);
  for (const end of ends.slice(0, 7)) end();
  await tick();
  expect(came).toHaveLength(8);
  for (const at of [7, 8, 9, 10, 11]) {
    ends[at]?.();
    await tick();
    expect(came).toHaveLength(at + 2);
  }
  ends[12]?.();
  await tick();
  expect(came).toHaveLength(18);
});

it("refuses a caller of whom too many wait already", async () => {
  const turns = new Turns(limits);
  takeAll(turns, "loud", 5);
  await expect(turns.take("loud", never)).rejects.toThrow(TooManyRequests);
});

it("forgets who went away before the turn came", async () => {
  const turns = new Turns({ ...limits, atOnce: 1 });
  const [first, leaving] = [await turns.take("loud", never), new AbortController()];
  const left = turns.take("loud", leaving.signal);
  const next = takeAll(turns, "loud", 1);
  leaving.abort();
  expect(await left).toBeNull();
  expect(await turns.take("loud", AbortSignal.abort())).toBeNull();
  first?.();
  await tick();
  expect(next.came).toEqual([0]);
});

it("lets a caller that was too fast go in single file, evenly, and spends no time on turns without work", async () => {
  const turns = new Turns({ ...limits, spacingMs: 60 });
  turns.slowDown("loud");
  const startedAt = performance.now();
  const began: number[] = [];
  const run = async (worked: boolean) => {
    const end = await turns.take("loud", never);
    began.push(performance.now() - startedAt);
    end?.(worked);
  };
  await Promise.all([run(true), run(false), run(true), run(true)]);
  const [a = 0, b = 0, c = 0, d = 0] = began;
  expect(b - a).toBeGreaterThan(50);
  expect(c - b).toBeLessThan(40);
  expect(d - c).toBeGreaterThan(50);
});

it("lets it have several turns at once again after a while", async () => {
  const turns = new Turns({ ...limits, singleFileMs: 40 });
  turns.slowDown("loud");
  const slowed = takeAll(turns, "loud", 2);
  await tick();
  expect(slowed.came).toEqual([0]);
  await new Promise((resolve) => setTimeout(resolve, 60));
  slowed.ends[0]?.();
  const later = takeAll(turns, "loud", 1);
  await tick();
  expect([slowed.came, later.came]).toEqual([[0, 1], [0]]);
});

it("rests in single file for twice the time that the work took", async () => {
  const turns = new Turns(limits);
  turns.slowDown("loud");
  const end = await turns.take("loud", never);
  const next = takeAll(turns, "loud", 1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  end?.();
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(next.came).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(next.came).toEqual([0]);
});
