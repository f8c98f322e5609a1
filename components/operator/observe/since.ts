/** How far back a list goes, in hours. */
export const SINCE = [
  { value: "1", label: "The last hour" },
  { value: "24", label: "The last day" },
  { value: "168", label: "The last week" },
];

/** The choice as the routes take it; nothing where none is made. */
export function sinceOf(hours: string): Record<string, string> {
  return SINCE.some(({ value }) => value === hours) ? { hours } : {};
}
