// What a replica page can be asked to do by its query, for tests and for the curious; index-page.ts lists them in words.
// Anything that isn't understood is left at its usual value: a page opened by hand never fails for a query.

/** How the table treats row elements while one scrolls: the four ways that real grids have. */
const recyclings = ['replace', 'keep-content', 'redraw', 'detach'] as const;
export type Recycling = (typeof recyclings)[number];

export interface ReplicaOptions {
  /** Invented campaigns beside the sample's own. */
  rows: number;
  /**
   * 'replace': new elements for rows that come into view; 'keep-content': a row's element is given another record and
   * keeps what strangers put in it; 'redraw': the same, with all its content drawn anew; 'detach': an element for each
   * record, taken out and put back.
   */
  recycle: Recycling;
  /** The whole view is built anew every so many ms; 0: never. */
  rerender: number;
  /** How long the page pretends to wait for data, in ms. */
  load: number;
  /** Rows a page of the table. */
  show: number;
  /** Lines of a segment under each row. */
  segment: boolean;
  /** Civil days. */
  from: string;
  to: string;
}

export type PageQuery = Record<string, string | undefined>;

/** The three campaigns of £200 were paid for in February; the last of what they earned was won on 21 April. */
export const usualRange = { from: '2026-02-01', to: '2026-04-30' };

export function readOptions(query: PageQuery): ReplicaOptions {
  const { from, to } = query;
  const isRange = isDay(from) && isDay(to) && from <= to;
  return {
    rows: whole(query.rows, 0, 5_000),
    recycle: recyclings.find(way => way === query.recycle) ?? 'replace',
    rerender: whole(query.rerender, 0, 3_600_000),
    load: whole(query.load, 150, 60_000),
    show: whole(query.show, 50, 5_000) || 50,
    segment: query.segment !== undefined,
    ...(isRange ? { from, to } : usualRange),
  };
}

function whole(text: string | undefined, usual: number, most: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Math.min(Number(text), most) : usual;
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
