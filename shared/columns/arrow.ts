// The workspace as Apache Arrow tables, so that the extension (or any tool that reads Arrow) can reckon by itself. Every
// answer of shared/report is the same over what is decoded, bit for bit. A reader's usual mistake: the keys of events stay
// behind (`touches.key` is empty), for only the companion has the events; so do a set's own times and sources, which
// follow from the touch table.

import { DataError } from '#shared/errors.ts';
import type {
  Coded,
  Contexts,
  Conversions,
  FxRate,
  Heard,
  JourneySet,
  Sources,
  Spend,
  Touches,
  Visits,
  Workspace,
} from '#shared/journeys/workspace.ts';
import {
  codedColumn,
  listsColumn,
  type Numbers,
  numbersColumn,
  ReadTable,
  repeatedColumn,
  textsColumn,
  writeTable,
} from './arrow-columns.ts';
import { defineLazy } from './lazy.ts';
import { type TableName, tableNames } from './table-names.ts';

/** Raised when a column changes its name or meaning: tables of another layout aren't read. */
export const LAYOUT = 2;

/** What stands in the schema of every table, under 'throughline': the parts of a workspace that are no table. */
interface Common extends Pick<Workspace, 'version' | 'zone' | 'isSample' | 'files' | 'commonCurrency'> {
  readonly layout: number;
}

const sourceTexts = [
  'channel',
  'source',
  'medium',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'keyword',
  'keywordId',
  'content',
  'term',
  'platform',
  'referrerHost',
] as const satisfies readonly (keyof Sources)[];
const contextTexts = ['landingPage', 'device', 'country'] as const satisfies readonly (keyof Contexts)[];
const touchNumbers = ['source', 'context', 'time'] as const satisfies readonly (keyof Touches)[];
const conversionCoded = [
  'excluded',
  'owner',
  'pipeline',
  'stage',
  'industry',
  'account',
] as const satisfies readonly (keyof Conversions)[];
const conversionNumbers = [
  'amount',
  'count',
  'bookedAt',
  'isOpen',
  'file',
  'line',
] as const satisfies readonly (keyof Conversions)[];
const setNumbers = ['at', 'leadAt', 'opportunityAt', 'closeAt'] as const satisfies readonly (keyof JourneySet)[];
const visitNumbers = ['source', 'context', 'day', 'count'] as const satisfies readonly (keyof Visits)[];
const spendCoded = [
  'platform',
  'account',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'keyword',
  'keywordId',
] as const satisfies readonly (keyof Spend)[];
const spendNumbers = [
  'day',
  'level',
  'impressions',
  'clicks',
  'cost',
  'file',
  'line',
] as const satisfies readonly (keyof Spend)[];
const fxTexts = ['base', 'quote', 'rate'] as const satisfies readonly (keyof FxRate)[];

type Columns = (readonly [name: string, column: ReturnType<typeof numbersColumn>])[];

/**
 * One table of a workspace as an Arrow IPC stream: instants as float64 epoch ms, days as int32 since 1970-01-01, money as
 * float64 minor units, coded texts as dictionaries, a journey's touches as a list of rows of `touches`.
 */
export function encodeTable(workspace: Workspace, name: TableName): Uint8Array<ArrayBuffer> {
  const { version, zone, isSample, files, commonCurrency } = workspace;
  const common: Common = { layout: LAYOUT, version, zone, isSample, files, commonCurrency };
  return writeTable(columnsOf(workspace, name), JSON.stringify(common));
}

/**
 * The workspace of its tables. Numbers are views of the bytes, which must stay as they are; texts are decoded when they
 * are first read. `touches.key` is empty.
 *
 * @throws DataError where a table is missing, of another layout, or of other data than the rest.
 */
export function decodeWorkspace(tables: Readonly<Partial<Record<TableName, Uint8Array>>>): Workspace {
  const read = Object.fromEntries(tableNames.map(name => [name, open(name, tables[name])])) as Record<
    TableName,
    ReadTable
  >;
  const other = tableNames.find(name => read[name].metadata !== read.sources.metadata);
  if (other) {
    throw new DataError({
      code: 'journeys-mixed',
      what: 'The tables of journeys are of different data.',
      where: other,
      found: commonOf(read[other])?.version,
      expected: commonOf(read.sources)?.version,
      remedy: 'Fetch all tables anew.',
    });
  }
  const { layout: _, ...common } = commonOf(read.sources)!;
  return {
    ...common,
    sources: withTexts(
      { length: read.sources.length, flags: read.sources.numbers<Uint8Array>('flags') },
      sourceTexts,
      field => read.sources.repeated(field),
    ),
    contexts: withTexts({ length: read.contexts.length }, contextTexts, field => read.contexts.repeated(field)),
    touches: {
      length: read.touches.length,
      ...(numbers(read.touches, touchNumbers) as Pick<Touches, (typeof touchNumbers)[number]>),
      key: new BigUint64Array(0),
    },
    sets: {
      leads: decodeSet(read.leads),
      opportunities: decodeSet(read.opportunities),
      won: decodeSet(read.won),
    },
    visits: {
      length: read.visits.length,
      ...(numbers(read.visits, visitNumbers) as Pick<Visits, (typeof visitNumbers)[number]>),
    },
    spend: {
      length: read.spend.length,
      ...(numbers(read.spend, spendNumbers) as Pick<Spend, (typeof spendNumbers)[number]>),
      ...coded<(typeof spendCoded)[number]>(read.spend, spendCoded),
      ...currencies(read.spend),
    },
    fx: decodeFx(read.fx),
  };
}

function columnsOf({ sources, contexts, touches, sets, visits, spend, fx }: Workspace, name: TableName): Columns {
  switch (name) {
    case 'sources':
      return [
        ...sourceTexts.map(field => [field, repeatedColumn(sources[field])] as const),
        ['flags', numbersColumn(sources.flags)],
      ];
    case 'contexts':
      return contextTexts.map(field => [field, repeatedColumn(contexts[field])] as const);
    case 'touches':
      return touchNumbers.map(field => [field, numbersColumn(touches[field])] as const);
    case 'leads':
    case 'opportunities':
    case 'won':
      return setColumns(sets[name]);
    case 'visits':
      return visitNumbers.map(field => [field, numbersColumn(visits[field])] as const);
    case 'spend':
      return [
        ...spendNumbers.map(field => [field, numbersColumn(spend[field])] as const),
        ...spendCoded.map(field => [field, codedColumn(spend[field].code, spend[field].dict)] as const),
        ['currency', codedColumn(spend.currency, spend.currencies)],
      ];
    case 'fx':
      return [
        ['day', numbersColumn(Int32Array.from(fx, rate => rate.day))],
        ...fxTexts.map(field => [field, repeatedColumn(fx.map(rate => rate[field]))] as const),
      ];
  }
}

function setColumns(set: JourneySet): Columns {
  const { conversions } = set;
  return [
    ['kind', repeatedColumn(conversions.kind)],
    ['id', textsColumn(conversions.id)],
    ['label', textsColumn(conversions.label)],
    ...conversionNumbers.map(field => [field, numbersColumn(conversions[field])] as const),
    ['currency', codedColumn(conversions.currency, conversions.currencies)],
    ...conversionCoded.map(field => [field, codedColumn(conversions[field].code, conversions[field].dict)] as const),
    ...setNumbers.map(field => [field, numbersColumn(set[field])] as const),
    ...(set.until ? [['until', numbersColumn(set.until)] as const] : []),
    ...heardColumns(conversions.heard),
    ['touches', listsColumn(set.start, set.touch)],
  ];
}

function heardColumns(heard: Heard | undefined): Columns {
  if (!heard) return [];
  return [
    ['heard', codedColumn(heard.answer.code, heard.answer.dict)],
    ['heardAt', numbersColumn(heard.at)],
    ['heardFile', numbersColumn(heard.file)],
    ['heardLine', numbersColumn(heard.line)],
  ];
}

function decodeHeard(table: ReadTable): { heard?: Heard } {
  if (!table.has('heard')) return {};
  return {
    heard: {
      answer: table.coded<Uint32Array>('heard') as Coded,
      at: table.numbers<Float64Array>('heardAt'),
      file: table.numbers<Uint32Array>('heardFile'),
      line: table.numbers<Uint32Array>('heardLine'),
    },
  };
}

function decodeSet(table: ReadTable): JourneySet {
  const { start, rows } = table.lists('touches');
  const conversions = {
    length: table.length,
    ...(numbers(table, conversionNumbers) as Pick<Conversions, (typeof conversionNumbers)[number]>),
    ...currencies(table),
    ...coded<(typeof conversionCoded)[number]>(table, conversionCoded),
    kind: table.repeated('kind') as Conversions['kind'][number][],
    ...decodeHeard(table),
  };
  return {
    conversions: withTexts(conversions, ['id', 'label'], field => table.texts(field)),
    start,
    touch: rows,
    ...(numbers(table, setNumbers) as Pick<JourneySet, (typeof setNumbers)[number]>),
    ...(table.has('until') ? { until: table.numbers<Float64Array>('until') } : {}),
  };
}

function decodeFx(table: ReadTable): FxRate[] {
  const day = table.numbers<Int32Array>('day');
  const [base, quote, rate] = fxTexts.map(field => table.repeated(field));
  return Array.from(day, (d, i) => ({ day: d, base: base[i], quote: quote[i], rate: rate[i] }));
}

function open(name: TableName, bytes: Uint8Array | undefined): ReadTable {
  const table = bytes && tryRead(bytes);
  const layout = table && commonOf(table)?.layout;
  if (table && layout === LAYOUT) return table;
  throw new DataError({
    code: 'journeys-unreadable',
    what: 'The journeys can’t be read from these tables.',
    where: name,
    found: table ? `layout ${layout ?? 'unnamed'}` : bytes ? 'no Arrow stream' : 'no such table',
    expected: `the tables ${tableNames.join(', ')} in layout ${LAYOUT}`,
    remedy: 'Fetch all tables anew from a companion of the same version.',
  });
}

function commonOf({ metadata }: ReadTable): Common | undefined {
  return metadata === undefined ? undefined : JSON.parse(metadata);
}

function tryRead(bytes: Uint8Array): ReadTable | undefined {
  try {
    return new ReadTable(bytes);
  } catch {
    // Cut short, or something else: what the library stumbles over says nothing more.
    return undefined;
  }
}

function numbers(table: ReadTable, fields: readonly string[]): Record<string, Numbers> {
  return Object.fromEntries(fields.map(field => [field, table.numbers(field)]));
}

/** Adds columns of texts that are decoded when first read. */
function withTexts<T extends object, F extends string>(
  target: T,
  fields: readonly F[],
  read: (field: F) => string[],
): T & Record<F, string[]> {
  for (const field of fields) defineLazy(target, field, () => read(field));
  return target as T & Record<F, string[]>;
}

function coded<F extends string>(table: ReadTable, fields: readonly F[]): Record<F, Coded> {
  return Object.fromEntries(fields.map(field => [field, table.coded<Uint32Array>(field) as Coded])) as {
    [field in F]: Coded;
  };
}

function currencies(table: ReadTable): { currency: Uint16Array; currencies: string[] } {
  const { code, dict } = table.coded<Uint16Array>('currency');
  return { currency: code, currencies: dict };
}
