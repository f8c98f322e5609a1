import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** What ships in monitoring/, as the suites read it. */
export const MONITORING = path.resolve(import.meta.dirname, "../../monitoring");

const Target = z.looseObject({ expr: z.string().optional(), instant: z.boolean().optional() });
const Source = z.looseObject({ type: z.string(), uid: z.string() });
const Panel = z.looseObject({
  id: z.int(),
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  datasource: Source.optional(),
  targets: z.array(Target.extend({ datasource: Source })).default([]),
});
const Variable = z.looseObject({ name: z.string(), type: z.string(), definition: z.string().optional() });
const Dashboard = z.looseObject({
  uid: z.string(),
  title: z.string(),
  panels: z.array(Panel),
  templating: z.object({ list: z.array(Variable) }),
});
export type Dashboard = z.infer<typeof Dashboard> & { file: string };

/** The dashboards that Grafana is given. */
export async function readDashboards(): Promise<Dashboard[]> {
  const folder = path.join(MONITORING, "grafana/dashboards");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    files.map(async (file) => ({
      ...Dashboard.parse(JSON.parse(await readFile(path.join(folder, file), "utf8"))),
      file,
    })),
  );
}

export interface DashboardQuery {
  /** Dashboard and panel, for messages. */
  where: string;
  expr: string;
}

/** Every query to Prometheus in the dashboards, with Grafana's variables replaced by what they are for all. */
export function queriesOf(dashboards: Dashboard[]): DashboardQuery[] {
  return dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      panel.targets
        .filter((target) => target.datasource.type === "prometheus")
        .map(({ expr = "" }) => ({ where: `${title} / ${panel.title}`, expr: forAll(expr) })),
    ),
  );
}

const forAll = (expr: string) =>
  expr.replaceAll("$__rate_interval", "5m").replaceAll("$__range", "1h").replaceAll(/\$\w+/g, ".*");

const Rule = z.object({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
const RuleFile = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) });
const TestFile = z.object({
  group_eval_order: z.array(z.string()),
  tests: z.array(
    z.looseObject({
      name: z.string(),
      alert_rule_test: z
        .array(z.looseObject({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }))
        .default([]),
    }),
  ),
});

/** Paths of the YAML files in a folder of monitoring/. */
export async function yamlFiles(folder: string): Promise<string[]> {
  const files = await readdir(path.join(MONITORING, folder));
  return files.filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(MONITORING, folder, name));
}

/** A YAML file, checked against `schema`. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(parse(await readFile(file, "utf8")));
}

/** All recording and alerting rules. */
export async function readRules(): Promise<z.infer<typeof Rule>[]> {
  const files = await yamlFiles("prometheus/rules");
  const read = await Promise.all(files.map((file) => readYaml(file, RuleFile)));
  return read.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
}

/** Names of all groups of rules, in the order in which they build on each other. */
export async function readGroups(): Promise<string[]> {
  const order = ["recording.yml", "alerts.yml"];
  const read = await Promise.all(
    order.map((name) => readYaml(path.join(MONITORING, "prometheus/rules", name), RuleFile)),
  );
  return read.flatMap(({ groups }) => groups.map(({ name }) => name));
}

/** In which order each file of cases evaluates the groups. */
export async function readOrders(): Promise<Map<string, string[]>> {
  const files = await yamlFiles("prometheus/tests");
  const read = await Promise.all(files.map((file) => readYaml(file, TestFile)));
  return new Map(read.map(({ group_eval_order }, i) => [files[i] ?? "", group_eval_order]));
}

/** For each alert how many cases provoke it, and how many expect it to be quiet. */
export async function readCases(): Promise<Map<string, { provoked: number; quiet: number }>> {
  const cases = new Map<string, { provoked: number; quiet: number }>();
  for (const file of await yamlFiles("prometheus/tests"))
    for (const { alert_rule_test } of (await readYaml(file, TestFile)).tests)
      for (const { alertname, exp_alerts } of alert_rule_test) {
        const counted = cases.get(alertname) ?? { provoked: 0, quiet: 0 };
        counted[exp_alerts.length > 0 ? "provoked" : "quiet"]++;
        cases.set(alertname, counted);
      }
  return cases;
}

/** The series that an expression of PromQL names, without the suffixes of histograms. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/#.*$/gm, " ")
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .replaceAll(/\{[^}]*\}/g, " ")
    .replaceAll(/\[[^\]]*\]/g, " ")
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, " ")
    .replaceAll(/\boffset\s+\w+/g, " ");
  const names = [...bare.matchAll(/(?<![\w.])([a-zA-Z_][\w:]*)(?!\s*\(|[\w:])/g)].map(
    ([, name = ""]) => name,
  );
  return names.filter((name) => !WORDS.has(name)).map((name) => name.replace(/_(?:bucket|sum|count)$/, ""));
}
const WORDS = new Set(["and", "or", "unless", "bool", "by", "without", "on", "ignoring", "Inf", "NaN"]);
