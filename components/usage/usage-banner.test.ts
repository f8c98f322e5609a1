import { expect, it } from "vitest";
import { worstOf } from "./usage-banner.tsx";

const usage = (files: number, storage: number, calls: number, archive = 0) => {
  const metric = (percentage: number) => ({ used: 0, limit: 1, percentage, projected: 0 });
  return {
    usage: {
      files: metric(files),
      storage: { ...metric(storage), quota: 1, average_gib: 0 },
      archive: { ...metric(archive), quota: 1, average_gib: 0 },
      restores: { used: 0 },
      api_calls: { ...metric(calls), quota: 1 },
      browser_calls: { used: 0 },
    },
  };
};

it("shows from 90 % on, and the worst of them", () => {
  expect(worstOf(usage(89.99, 0, 0))).toBeUndefined();
  expect(worstOf(usage(90, 0, 0))?.metric).toBe("files");
  expect(worstOf(usage(95, 120, 99))?.metric).toBe("storage");
  expect(worstOf(usage(95, 0, 99, 100))?.metric).toBe("archive");
});
