// A table of links to be made, as text: CSV with commas, semicolons or tabs, or cells pasted from a sheet. Each row keeps the
// number of the line it begins on, for quoted cells may hold line breaks.

import type { LinkParts, LinkWish } from '#shared/schema/links.ts';

export interface LinkRow {
  /** The first line is 1. */
  readonly line: number;
  readonly wish: LinkWish;
}

export interface LinkTable {
  readonly rows: readonly LinkRow[];
  /** Columns that mean nothing here. */
  readonly unknown: readonly string[];
  /** Columns that must be there and aren't. */
  readonly missing: readonly string[];
}

type Column = Exclude<keyof LinkParts, 'on'> | 'slug' | 'label';

const columns: Readonly<Record<string, Column>> = {
  url: 'url',
  link: 'url',
  address: 'url',
  destination: 'url',
  'landing page': 'url',
  'final url': 'url',
  website: 'url',
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  'campaign name': 'campaign',
  id: 'campaignId',
  'campaign id': 'campaignId',
  campaignid: 'campaignId',
  term: 'term',
  keyword: 'term',
  content: 'content',
  slug: 'slug',
  label: 'label',
  name: 'label',
};

/** What tables written here have besides. */
const ours = new Set(['link', 'channel', 'register id', 'made at', 'made by', 'visits', 'leads', 'revenue']);

/**
 * Reads the table. The first row with anything in it names the columns, in any order and case, with or without `utm_`; rows
 * without anything are passed over. Never throws; O(length).
 *
 * @example readLinks('url,source\nhttps://x.com,ada').rows[0] // { line: 2, wish: { url: 'https://x.com', source: 'ada' } }
 */
export function readLinks(text: string): LinkTable {
  const [head, ...body] = readRows(text);
  if (!head) return { rows: [], unknown: [], missing: ['url', 'source', 'medium', 'campaign'] };
  const keys = head.cells.map(columnKey);
  // A table that was written here has the finished link in front: it is made anew from its address.
  const isOurs = keys.includes('link') && keys.includes('url');
  const meant = keys.map(key => (isOurs && key === 'link' ? undefined : columns[key]));
  const rows = body.map(({ line, cells }) => {
    const given: Partial<Record<Column, string>> = {};
    meant.forEach((column, i) => {
      if (column && !given[column]) given[column] = (cells[i] ?? '').trim();
    });
    return { line, wish: { ...given, url: given.url ?? '' } };
  });
  return {
    rows,
    unknown: head.cells.filter((cell, i) => cell.trim() !== '' && !meant[i] && !(isOurs && ours.has(keys[i]))),
    missing: (['url', 'source', 'medium', 'campaign'] as const).filter(column => !meant.includes(column)),
  };
}

function columnKey(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/^utm[_ -]/, '')
    .replace(/[_-]+/g, ' ');
}

interface Row {
  line: number;
  cells: string[];
}

/** Rows with anything in them. A quote opens a cell only at its start; a doubled one within is one quote. */
function readRows(given: string): Row[] {
  const text = given.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(text);
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [] };
  let cell = '';
  let isQuoted = false;
  let line = 1;
  const endRow = () => {
    row.cells.push(cell);
    cell = '';
    if (row.cells.some(one => one.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    const isBreak = letter === '\n' || (letter === '\r' && text[i + 1] !== '\n');
    if (isBreak) line++;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (letter === delimiter) {
      row.cells.push(cell);
      cell = '';
    } else if (isBreak) endRow();
    else if (letter !== '\r') cell += letter;
  }
  endRow();
  return rows;
}

/** What the first line with anything in it is parted by. */
function delimiterOf(text: string): string {
  const head = text.split(/\r\n?|\n/).find(one => one.trim() !== '') ?? '';
  const counts = [',', ';', '\t'].map(mark => head.split(mark).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))];
}
