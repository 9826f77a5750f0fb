// The head of a JSON file: one object per line (BigQuery's table extract), or an array or row of objects (the console's
// "Save results", an API's answer). Every record and key may be missing, and a line that is no JSON is one bad row.

import { DataError } from '#shared/errors.ts';

/** How the objects follow each other: a line each, members of one array, or over several lines without an array. */
type JsonLayout = 'lines' | 'array' | 'objects';

export interface JsonHead {
  layout: JsonLayout;
  /** The first objects of the file. */
  records: readonly Record<string, unknown>[];
  /** The top-level keys of those objects, in order of appearance. */
  keys: readonly string[];
  /** Their keys one level down, of objects and of the objects in a list: `properties.$current_url`, `data.email`. */
  deepKeys: readonly string[];
}

/** So many objects of the head are read. */
const headRecords = 200;

/** Whether a text (the head of a file, without its byte-order mark) begins as JSON objects do. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(\[\s*\{|\{\s*["}]|\[\s*\])/.test(text);
}

/**
 * The first objects in the head of a JSON file; the head may be cut anywhere. Throws DataError (`json-broken`) where
 * not even one object is whole.
 */
export function readJsonHead(text: string, file: string): JsonHead {
  const start = text.search(/\S/);
  const isArray = text[start] === '[';
  // The first line decides where it is an object; an object over several lines may well end in a line that is one, too.
  const lines = isArray ? [] : text.slice(start).split('\n', 2 * headRecords);
  const inLines = parsed(lines);
  const isLines = inLines.length > 0 && (parsed(lines.slice(0, 1)).length > 0 || !isObjectOfLines(text, start));
  const records = isLines ? inLines : parsed([...objectTexts(text, isArray ? start + 1 : start)]);
  const layout: JsonLayout = isLines ? 'lines' : isArray ? 'array' : 'objects';
  if (records.length === 0) {
    throw new DataError({
      code: 'json-broken',
      what: `${file} begins like JSON, but no whole object could be read.`,
      where: file,
      found: text.slice(start, start + 80),
      expected: 'one JSON object per line, or an array of objects',
      remedy: 'Export the data again as newline-delimited JSON; the file may have been cut.',
    });
  }
  return {
    layout,
    records,
    keys: [...new Set(records.flatMap(record => Object.keys(record)))],
    deepKeys: [...new Set(records.flatMap(deepKeysOf))],
  };
}

function isObjectOfLines(text: string, start: number): boolean {
  const [first] = objectTexts(text, start);
  return first !== undefined && parsed([first]).length > 0;
}

function deepKeysOf(record: Record<string, unknown>): string[] {
  return Object.entries(record).flatMap(([key, value]) => {
    const inner = Array.isArray(value) ? value.slice(0, 20) : [value];
    return inner
      .filter(one => typeof one === 'object' && one !== null && !Array.isArray(one))
      .flatMap(one => Object.keys(one as object).map(name => `${key}.${name}`));
  });
}

/** The objects among these texts; what is none is set aside later, the head only has to show what the others are. */
function parsed(texts: readonly string[]): Record<string, unknown>[] {
  const records: Record<string, unknown>[] = [];
  for (const text of texts) {
    if (records.length === headRecords) break;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) records.push({ ...value });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return records;
}

/** Top-level objects by their braces, braces inside strings apart; an object cut at the end is left out. */
function* objectTexts(text: string, start: number): Generator<string> {
  let depth = 0;
  let from = -1;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92) i++;
      else if (char === 34 || char === 10) inString = false; // a string never holds a bare line break
    } else if (char === 34) inString = true;
    else if (char === 123) {
      if (depth++ === 0) from = i;
    } else if (char === 125 && depth > 0 && --depth === 0) yield text.slice(from, i + 1);
  }
}
