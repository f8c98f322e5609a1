/**
 * PostgreSQL's literal of an array, to be sent as one text: `${textArray(ids)}::text::uuid[]`. The library's own arrays
 * need types that a new connection has not read yet.
 */
export function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`;
}
