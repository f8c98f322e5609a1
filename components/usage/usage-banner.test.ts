import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { worstOf } from "./usage-banner.tsx";

const t = testTranslator("usage");

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
  expect(worstOf(t, usage(89.99, 0, 0))).toBeUndefined();
  expect(worstOf(t, usage(90, 0, 0))?.metric).toBe("files");
  expect(worstOf(t, usage(95, 120, 99))?.metric).toBe("storage");
  expect(worstOf(t, usage(95, 0, 99, 100))?.metric).toBe("archive");
});
