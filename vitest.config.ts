import os from "node:os";
import path from "node:path";
import type { Plugin } from "vitest/config";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = import.meta.dirname;
const FIXTURES = path.join(root, "db/test/fixture-transactions.ts");
/** What tests the transactions themselves gets the product's. */
const PLAIN = [FIXTURES, path.join(root, "db/tenant.test.ts")];

/** What tests write by themselves is exempt from the audit guard (db/test/audit-guard.ts). */
const fixtureTransactions: Plugin = {
  name: "fixture-transactions",
  enforce: "pre",
  resolveId: (source, importer = "") =>
    source.endsWith("db/tenant.ts") || (source === "../tenant.ts" && importer.includes("/db/test/"))
      ? /\.test\.tsx?$|\/test(ing)?\//.test(importer) && !PLAIN.includes(importer)
        ? FIXTURES
        : null
      : null,
};

/** Minutes each: started last, the longest would run on alone. Vitest takes files by size where it has not run them yet. */
const LONGEST = ["lib/http/matrix.test.ts", "lib/backup/tenant.test.ts", "lib/jobs/embedded/kill.test.ts"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  plugins: [fixtureTransactions],
  test: {
    include: ["{app,components,db,lib,inngest,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["db/test/global-setup.ts"],
    pool: "forks",
    // A file waits for PostgreSQL as much as it computes: two share a core well.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
  },
});
