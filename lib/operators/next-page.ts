/** The address of a list's next page, with the filters of this one; null at the end. */
export function nextPage(
  path: string,
  query: Record<string, string | number | undefined>,
  cursor: string | null,
): string | null {
  if (cursor === null) return null;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor }))
    if (value !== undefined) params.set(name, String(value));
  return `${path}?${params}`;
}
