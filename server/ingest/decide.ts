// What can only be settled for a whole column: its decimal sign, the order of day and month, the ad platforms it names.
// The head of the file decides where it can; only a column in doubt is read to its end.

import { DataError } from '#shared/errors.ts';
import type { Column, Format } from '#shared/formats/format.ts';
import type { Settings } from '#shared/settings.ts';
import { platformFromText } from '#shared/sources/platforms.ts';
import { plural } from '#shared/words.ts';
import type { Store } from '../store/store.ts';
import type { ConversionContext } from './conversions.ts';
import { statedZone } from './file-zone.ts';
import { type DateOrder, dateOrderOf, dateOrderSql } from './instants.ts';
import { type DecimalSign, decimalSignOf, decimalSignOfCounts, decimalSignSql } from './numbers.ts';
import { readPreamble, refuseLacking, refusePeriods } from './period.ts';
import type { Relation } from './relation.ts';

export interface Decisions {
  column(column: Column): Pick<ConversionContext, 'order' | 'sign' | 'platforms'>;
  /** What was decided and why a reader may care. */
  readonly notes: string[];
  /** As kept with the import. */
  readonly dateOrder: DateOrder;
  readonly decimal: DecimalSign;
}

const numeric = new Set(['money', 'micros', 'minor', 'count', 'number', 'percent', 'rate']);
const dated = new Set(['instant', 'day']);

/** @throws DataError (`date-order`) where dates could be D/M or M/D and no setting says which. */
export async function decide(
  store: Store,
  format: Format,
  relation: Relation,
  settings: Settings,
  file: string,
): Promise<Decisions> {
  const columns = format.yields.flatMap(one => one.columns);
  const named = (as: Set<string>): string[] => [
    ...new Set(
      columns
        .filter(column => as.has(column.as))
        .flatMap(column => column.from)
        .filter(name => relation.cell(name) !== null)
        .map(name => relation.cell(name)!),
    ),
  ];
  const nameOf = new Map(
    columns
      .flatMap(column => column.from)
      .flatMap(name => (relation.cell(name) === null ? [] : [[relation.cell(name)!, name] as const])),
  );
  const notes: string[] = [];
  const signs = await decideSigns(store, relation, named(numeric), new Set(named(new Set(['count']))), nameOf);
  const orders = new Map<string, DateOrder>();
  const neighbour = orderOfOthers(named(dated).map(cell => relation.sample(nameOf.get(cell)!)));
  for (const cell of named(dated)) {
    const name = nameOf.get(cell)!;
    const usual = columns.find(column => column.order && column.from.some(from => relation.cell(from) === cell))?.order;
    orders.set(cell, await decideOrder(store, relation, cell, name, settings, file, notes, { usual, neighbour }));
  }
  notes.push(...readPreamble(format, relation, file));
  const zone = statedZone(format, relation);
  if (zone !== null) notes.push(`Times are on the clock of ${zone}, as the file says above its header.`);
  await refusePeriods(store, format, relation, file, orders);
  refuseLacking(format, relation, file);
  const platforms = await readPlatforms(store, relation, named(new Set(['platform'])));
  const first = <T>(column: Column, of: ReadonlyMap<string, T>, otherwise: T): T => {
    for (const name of column.from) {
      const cell = relation.cell(name);
      if (cell !== null && of.has(cell)) return of.get(cell)!;
    }
    return otherwise;
  };
  return {
    column: column => ({
      order: first(column, orders, settings.dateOrder),
      sign: first(column, signs, '.'),
      platforms,
    }),
    notes,
    dateOrder: [...orders.values()].find(order => order !== null) ?? settings.dateOrder,
    decimal: [...signs.values()][0] ?? '.',
  };
}

async function decideSigns(
  store: Store,
  relation: Relation,
  cells: readonly string[],
  counts: ReadonlySet<string>,
  nameOf: ReadonlyMap<string, string>,
): Promise<Map<string, DecimalSign>> {
  const signs = new Map<string, DecimalSign>();
  const open: string[] = [];
  for (const cell of cells) {
    const sample = relation.sample(nameOf.get(cell)!);
    const sign = decimalSignOf(sample) ?? (counts.has(cell) ? decimalSignOfCounts(sample) : null);
    if (sign !== null) signs.set(cell, sign);
    else open.push(cell);
  }
  // A column in doubt goes with its neighbours; only where those say nothing either is it read to its end.
  const neighbour = [...signs.values()][0];
  for (const cell of open) {
    const sample = relation.sample(nameOf.get(cell)!);
    if (neighbour !== undefined || !sample.some(text => /[.,]/.test(text))) {
      // Whole numbers so far: what comes later is read as the locale of the file would have it.
      signs.set(cell, neighbour ?? (relation.delimiter === ';' ? ',' : '.'));
      continue;
    }
    const { comma, point } = (await store.first<{ comma: number; point: number }>(
      decimalSignSql(cell, relation.from),
    ))!;
    signs.set(cell, comma > point ? ',' : point > comma ? '.' : relation.delimiter === ';' ? ',' : '.');
  }
  return signs;
}

/** The order that all columns of the file agree on that say one: one program wrote them all. */
function orderOfOthers(samples: readonly (readonly string[])[]): 'dmy' | 'mdy' | undefined {
  const said = new Set(
    samples.map(dateOrderOf).filter(order => order === 'dmy' || order === 'mdy' || order === 'both'),
  );
  const [only] = said;
  return said.size === 1 && only !== 'both' ? only : undefined;
}

async function decideOrder(
  store: Store,
  relation: Relation,
  cell: string,
  name: string,
  settings: Settings,
  file: string,
  notes: string[],
  { usual, neighbour }: { usual?: 'dmy' | 'mdy'; neighbour?: 'dmy' | 'mdy' },
): Promise<DateOrder> {
  const sample = dateOrderOf(relation.sample(name));
  if (sample === 'none') return settings.dateOrder;
  if (sample === 'dmy' || sample === 'mdy') return sample;
  const all = await store.first<{ dmy: number; mdy: number; cells: number; example: string }>(
    dateOrderSql(cell, relation.from),
  );
  const { dmy, mdy, cells, example } = all!;
  const header = relation.header(name);
  const setting = dmy > 0 ? settings.dateOrder : (neighbour ?? usual ?? settings.dateOrder);
  if (dmy > 0 !== mdy > 0) return dmy > 0 ? 'dmy' : 'mdy';
  if (setting !== null) {
    notes.push(
      `"${header}" read as ${setting === 'dmy' ? 'day/month/year' : 'month/day/year'} ${neighbour && dmy === 0 ? "as the file's other dates are" : setting === usual ? 'as its vendor writes them' : 'by the setting date-order'}.`,
    );
    return setting;
  }
  const isMixed = dmy > 0;
  throw new DataError({
    code: 'date-order',
    what: isMixed
      ? `${file} mixes day/month and month/day dates in the column "${header}".`
      : `${file} has dates that could be day/month or month/day in the column "${header}".`,
    where: `${file}, column "${header}"`,
    found: isMixed
      ? `${plural(dmy, 'date')} that only ${dmy === 1 ? 'reads' : 'read'} as day/month and ${mdy} that only ${mdy === 1 ? 'reads' : 'read'} as month/day`
      : `"${example}"; none of ${plural(cells, 'date')} has a part above 12`,
    expected: 'dates as YYYY-MM-DD, or a setting that says which order they are in',
    remedy: 'Run `throughline settings set date-order dmy` (or mdy) and import again, or export with ISO dates.',
  });
}

async function readPlatforms(store: Store, relation: Relation, cells: readonly string[]): Promise<Map<string, string>> {
  const platforms = new Map<string, string>();
  for (const cell of cells) {
    const rows = await store.all<{ text: string }>(
      `SELECT DISTINCT trim(${cell}) AS text FROM ${relation.from} WHERE ${cell} IS NOT NULL AND strlen(${cell}) < 256 LIMIT 10000`,
    );
    for (const { text } of rows) {
      const id = platformFromText(text);
      if (id !== '') platforms.set(text, id);
    }
  }
  return platforms;
}
