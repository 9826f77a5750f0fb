// The extension's worker without a companion: tables of journeys decoded and prepared as after a start of the worker, then
// an ad page's overlay and a report under another model each time. The same code as extension/background/here.ts runs.

import { decodeWorkspace, encodeTable } from '#shared/columns/arrow.ts';
import { tableNames } from '#shared/columns/table-names.ts';
import type { JourneySet, Workspace } from '#shared/journeys/workspace.ts';
import { models } from '#shared/models/index.ts';
import { overlay, prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { openLocalEngine } from '../../server/local-engine.ts';

/** Rows that an ad page shows at once. */
const ROWS = 50;

/** Touches of won deals that are aimed at: the journeys of the store are repeated until they are that many. */
const TOUCHES = 1e6;

/** Each time ms; the best of `repeat` rounds where a row says so. */
export async function measureExtension(store: string, repeat: number) {
  const engine = await openLocalEngine(store);
  const stored: Record<string, Uint8Array> = {};
  for (const table of tableNames) stored[table] = (await engine.journeysTable({ table })).bytes!;
  await engine.close();
  const small = decodeWorkspace(stored);
  const large = repeated(small, Math.max(1, Math.round(TOUCHES / small.sets.won.touch.length)));
  const tables = Object.fromEntries(tableNames.map(name => [name, encodeTable(large, name)]));

  const detail: Record<string, number> = {};
  const time = <T>(name: string, work: () => T): T => {
    const started = performance.now();
    const result = work();
    const ms = performance.now() - started;
    detail[name] = Math.min(detail[name] ?? ms, ms);
    return result;
  };
  const answers = time('tables decoded and prepared', () => prepare(decodeWorkspace(tables), defaultSettings));
  const { won } = answers.workspace.sets;
  const sets = Object.values(answers.workspace.sets);
  detail.touches = won.touch.length;
  detail.conversions = won.conversions.length;
  detail.megabytes = Object.values(tables).reduce((sum, { byteLength }) => sum + byteLength, 0) / 1e6;
  if (sets.every(({ conversions }) => conversions.length === 0)) throw new Error('There are no conversions.');

  const all = models.map(({ id }) => id);
  time('first report, one model', () => report(answers, { by: ['campaign'], models: ['last-touch'] }));
  const names = [...new Set(answers.workspace.spend.campaign.dict)].filter(Boolean).slice(0, ROWS);
  const platform = answers.workspace.spend.platform.dict.find(Boolean)!;
  const page = { platform, level: 'campaign' as const, keys: names.map(name => ({ name })) };
  time(`first overlay of ${names.length} rows, spread over all models`, () => overlay(answers, page));
  for (const id of all.slice(1))
    time('a model for the first time, report, quickest', () => report(answers, { by: ['campaign'], models: [id] }));
  for (let round = 0; round < repeat; round++) {
    for (const model of all) {
      time('model switch, one model (report), best', () => report(answers, { by: ['campaign'], models: [model] }));
      time('model switch, overlay, best', () => overlay(answers, { ...page, model }));
    }
    const turned = [...all.slice(round), ...all.slice(0, round)];
    time('model switch, all models, best', () => report(answers, { by: ['campaign'], models: turned }));
  }
  return { ms: detail['model switch, overlay, best'], detail };
}

/** The same journeys so many times over, each copy with touches of its own; spend and visits stay. */
function repeated(workspace: Workspace, times: number): Workspace {
  const { touches, sets } = workspace;
  const key = new BigUint64Array(0);
  return {
    ...workspace,
    touches: { ...(columnsOf(touches, column => repeat(column, times)) as unknown as typeof touches), key },
    sets: {
      leads: repeatedSet(sets.leads, times, touches.length),
      opportunities: repeatedSet(sets.opportunities, times, touches.length),
      won: repeatedSet(sets.won, times, touches.length),
    },
  };
}

/** Copies of a conversion stand side by side, so that the order of instants is kept. */
function repeatedSet({ conversions, start, touch, ...instants }: JourneySet, times: number, touchRows: number) {
  const eachTimes = (column: Column) => each(column, times);
  const starts = new Uint32Array(conversions.length * times + 1);
  const rows = new Uint32Array(touch.length * times);
  let n = 0;
  for (let j = 0; j < conversions.length; j++) {
    for (let copy = 0; copy < times; copy++) {
      for (let i = start[j]; i < start[j + 1]; i++) rows[n++] = touch[i] + copy * touchRows;
      starts[j * times + copy + 1] = n;
    }
  }
  return {
    ...columnsOf(instants, eachTimes),
    conversions: { ...columnsOf(conversions, eachTimes), currencies: conversions.currencies },
    start: starts,
    touch: rows,
  } as JourneySet;
}

type Column = ArrayLike<unknown> & { slice(): Column };

/** Every column of an object anew; codes into a dictionary by themselves, lengths by the columns. */
function columnsOf(from: object, change: (column: Column) => Column): Record<string, unknown> {
  const entries = Object.entries(from).map(([name, value]): [string, unknown] => {
    if (value && typeof value === 'object' && 'dict' in value) return [name, { ...value, code: change(value.code) }];
    return [name, typeof value === 'object' ? change(value as Column) : value];
  });
  const to = Object.fromEntries(entries);
  const first = Object.values(to).find(value => Array.isArray(value) || ArrayBuffer.isView(value));
  return 'length' in from ? { ...to, length: (first as unknown as Column).length } : to;
}

/** abc → abcabc */
function repeat(column: Column, times: number): Column {
  return rowsOf(column, column.length * times, i => i % column.length);
}

/** abc → aabbcc */
function each(column: Column, times: number): Column {
  return rowsOf(column, column.length * times, i => Math.floor(i / times));
}

function rowsOf(column: Column, length: number, from: (i: number) => number): Column {
  const to = Array.isArray(column)
    ? new Array(length)
    : new (column.constructor as new (length: number) => Column & { [i: number]: unknown })(length);
  for (let i = 0; i < length; i++) to[i] = column[from(i)];
  return to as Column;
}
