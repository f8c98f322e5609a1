import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PAGE_PATTERNS } from "#lib/http/patterns.generated.ts";
import { readMetrics } from "#lib/observability/metrics/read-metrics.ts";
import { startMetrics } from "#lib/observability/metrics/start.ts";
import {
  MONITORING,
  metricsIn,
  queriesOf,
  readCases,
  readDashboards,
  readGroups,
  readOrders,
  readRules,
  readYaml,
  yamlFiles,
} from "./monitoring.ts";

const RUNBOOKS = "docs/runbooks.md";
const dashboards = await readDashboards();
const rules = await readRules();
const alerts = rules.filter((rule) => rule.alert !== undefined);

describe("dashboards", () => {
  it("hold the six panels that the platform was described with", () => {
    const panels = dashboards.flatMap((dashboard) =>
      dashboard.panels.map(({ title, type }) => ({ title, type })),
    );
    expect(panels).toEqual(
      expect.arrayContaining([
        { title: "Distributed Request Tracing", type: "nodeGraph" },
        { title: "Multi-Tenant Resource Usage", type: "heatmap" },
        { title: "API Quota Remaining", type: "stat" },
        { title: "Database Performance", type: "timeseries" },
        { title: "Vector Search Performance", type: "timeseries" },
        { title: "Archival Status", type: "stat" },
      ]),
    );
  });

  it("have ids of their own, and panels that do not overlap", () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
    for (const { file, panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size, file).toBe(panels.length);
      const taken = new Map<string, string>();
      for (const { title, gridPos } of panels)
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            expect(x, `${file}: ${title}`).toBeLessThan(24);
            expect(taken.get(`${x} ${y}`), `${file}: ${title} covers another panel`).toBeUndefined();
            taken.set(`${x} ${y}`, title);
          }
    }
  });

  it("ask data sources that are provisioned, and variables that they have", async () => {
    const { datasources } = await readYaml(
      path.join(MONITORING, "grafana/provisioning/datasources/datasources.yaml"),
      z.looseObject({ datasources: z.array(z.looseObject({ uid: z.string(), type: z.string() })) }),
    );
    const known = new Set(datasources.map(({ uid, type }) => `${type} ${uid}`));
    for (const { file, panels, templating } of dashboards) {
      const variables = new Set(templating.list.map(({ name }) => name));
      for (const { title, targets } of panels)
        for (const { datasource, ...target } of targets) {
          expect(known, `${file}: ${title}`).toContain(`${datasource.type} ${datasource.uid}`);
          for (const [, name = ""] of JSON.stringify(target).matchAll(/\$\{?(?!__)(\w+)/g))
            expect(variables, `${file}: ${title}`).toContain(name);
        }
    }
  });
});

describe("rules", () => {
  it("record only what a rule, an alert or a dashboard asks for", () => {
    const asked = new Set([...rules, ...queriesOf(dashboards)].flatMap(({ expr }) => metricsIn(expr)));
    expect(rules.flatMap(({ record }) => (record && !asked.has(record) ? [record] : []))).toEqual([]);
  });

  it("ask only for what the product counts or a rule records", async () => {
    const counting = startMetrics("web");
    const { text } = await readMetrics();
    await counting.stop();
    const known = new Set([
      ...[...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name),
      ...rules.flatMap(({ record }) => record ?? []),
      // Prometheus' own.
      "ALERTS",
      "up",
    ]);
    const unknown = [...rules, ...queriesOf(dashboards)].flatMap(({ expr }) =>
      metricsIn(expr).filter((name) => !known.has(name)),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe("alerts", () => {
  it("each have a case that provokes them, and one in which they are quiet", async () => {
    const cases = await readCases();
    for (const { alert = "" } of alerts) {
      expect(cases.get(alert)?.provoked, `${alert}: provoked`).toBeGreaterThan(0);
      expect(cases.get(alert)?.quiet, `${alert}: quiet`).toBeGreaterThan(0);
    }
    expect([...cases.keys()].filter((name) => !alerts.some(({ alert }) => alert === name))).toEqual([]);
  });

  it("are evaluated in their cases after what they read", async () => {
    const groups = await readGroups();
    for (const [file, order] of await readOrders()) expect(order, file).toEqual(groups);
  });

  it("say what they mean, how urgent they are, and which section of the runbooks helps", async () => {
    const sections = await readRunbooks();
    for (const { alert, labels, annotations } of alerts) {
      expect(annotations, alert).toMatchObject({
        summary: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\.$/),
      });
      expect(["page", "ticket"], alert).toContain(labels.severity);
      const [file, anchor = ""] = (annotations.runbook_url ?? "").split("#");
      expect(file, alert).toBe("docs/runbooks.md");
      expect(sections.get(anchor), `${alert}: a section #${anchor} that names it`).toContain(`\`${alert}\``);
    }
  });
});

describe("runbooks", () => {
  it("name only commands, pages and dashboards that exist", async () => {
    const text = await readFile(RUNBOOKS, "utf8");
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile("package.json", "utf8")));
    for (const [, name = ""] of text.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
    const pages = [...text.matchAll(/`(\/operator[^`\s]*)`/g)].map(([, page = ""]) => page);
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect(PAGE_PATTERNS).toContain(page);
    const titles = dashboards.map(({ title }) => title);
    for (const [, title = ""] of text.matchAll(/dashboard \*([^*]+)\*/gi)) expect(titles).toContain(title);
  });

  it("have a section for each thing that may go wrong, and no other", async () => {
    const used = new Set(alerts.map(({ annotations }) => annotations.runbook_url?.split("#")[1]));
    expect([...(await readRunbooks()).keys()].filter((anchor) => !used.has(anchor))).toEqual([]);
  });
});

it("compose runs pinned images on files that are there", async () => {
  const Service = z.looseObject({ image: z.string(), volumes: z.array(z.string()).default([]) });
  const { services } = await readYaml(
    path.join(MONITORING, "compose.yaml"),
    z.looseObject({ services: z.record(z.string(), Service) }),
  );
  expect(Object.keys(services).sort()).toEqual(["grafana", "jaeger", "otel-collector", "prometheus"]);
  for (const { image, volumes } of Object.values(services)) {
    expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
    for (const volume of volumes.filter((from) => from.startsWith("./")))
      await access(path.join(MONITORING, volume.split(":")[0] ?? ""));
  }
});

describe.skipIf(process.env.TEST_OBSERVABILITY !== "1")("promtool (TEST_OBSERVABILITY=1)", () => {
  const promtool = (...parts: string[]) => promisify(execFile)("promtool", parts, { maxBuffer: 1 << 24 });

  it("takes the configuration and the rules", async () => {
    await promtool("check", "config", "--syntax-only", path.join(MONITORING, "prometheus/prometheus.yml"));
    await promtool("check", "rules", ...(await yamlFiles("prometheus/rules")));
  });

  it("finds every alert where it should fire, and quiet where not", async () => {
    await promtool("test", "rules", ...(await yamlFiles("prometheus/tests")));
  }, 600_000);

  it("parses every query of the dashboards", async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "cai-promql-"));
    try {
      const queries = queriesOf(dashboards);
      expect(queries.length).toBeGreaterThan(80);
      const file = path.join(directory, "queries.yml");
      const asRules = queries.map(({ expr }, i) => ({ record: `dashboard:query:${i}`, expr }));
      await writeFile(file, JSON.stringify({ groups: [{ name: "dashboards", rules: asRules }] }));
      await promtool("check", "rules", file);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

/** Sections of the runbooks by anchor, without what stands before the first. */
async function readRunbooks(): Promise<Map<string, string>> {
  const text = await readFile(RUNBOOKS, "utf8");
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const [heading = ""] = section.split("\n");
        const anchor = heading
          .trim()
          .toLowerCase()
          .replaceAll(/[^\w\s-]/g, "")
          .replaceAll(/\s+/g, "-");
        return [anchor, section];
      }),
  );
}
