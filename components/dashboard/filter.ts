import { dayOf } from "#components/data/address.ts";

/** Days until today that can be chosen by one click. */
export const PRESETS = ["7", "30", "90", "365"] as const;
export type PeriodId = (typeof PRESETS)[number] | "custom";

/** What the dashboard is asked for; empty: everything. */
export interface DashboardFilter extends Record<string, string> {
  /** UTC days, both included. */
  from: string;
  to: string;
  /** A project's id, or `none`. */
  project_id: string;
}

/** As many days as the server answers at once. */
export const MAX_DAYS = 800;
const DAY_MS = 86_400_000;
const FIRST_DAY = "2000-01-01";
const USUAL = "30";

/**
 * What the page's address asks for; whatever in it makes no sense is passed over. The server makes the first answer by
 * the same rules, so that the browser finds it. `today` is a UTC day.
 */
export function filterOf(
  param: (name: string) => string,
  today: string,
): { period: PeriodId; filter: DashboardFilter } {
  const project = param("project");
  const project_id = project === "none" || UUID.test(project) ? project : "";
  const [from, to] = [param("from"), param("to")];
  if (daysProblem(from, to) === null) return { period: "custom", filter: { from, to, project_id } };
  const period = PRESETS.find((preset) => preset === param("period")) ?? USUAL;
  return { period, filter: { ...lastDays(Number(period), today), project_id } };
}

/** The parameters of the address that choose a period; a preset's days move on with the calendar. */
export function periodParams(period: PeriodId, days: { from: string; to: string }) {
  return period === "custom"
    ? { period: "", ...days }
    : { period: period === USUAL ? "" : period, from: "", to: "" };
}

/** Why these are no days to ask for; null where they are. */
export function daysProblem(from: string, to: string): "incomplete" | "reversed" | "tooMany" | null {
  if (![from, to].every((day) => dayOf(day) >= FIRST_DAY)) return "incomplete";
  if (from > to) return "reversed";
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 > MAX_DAYS ? "tooMany" : null;
}

/** Under which the dashboard's answer stands in the browser. */
export const dashboardKey = (filter: DashboardFilter) => ["dashboard", filter] as const;

/** Days in UTC until today: today is one of them. */
function lastDays(days: number, today: string): { from: string; to: string } {
  return { from: new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to: today };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
