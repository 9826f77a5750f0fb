// One text for one question: object keys in order of their names, fields without a value left out.

/** `{b: 1, a: undefined, c: [2]}` → '{"b":1,"c":[2]}'; equal questions give equal texts however they were put together. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, field: unknown) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
