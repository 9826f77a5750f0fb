// What a file looks like to the compiler: something SQL can select rows from, with its cells as text. Tables (CSV) and
// NDJSON each make one; everything behind it (conversions, keys, loading) is the same for both.

/** What the list of a wide table's cells is called: DuckDB sets 32 kB aside for every column that a level hands to the next. */
export const wideRow = 'row_cells';

export interface Relation {
  /** What stands after FROM: a read_csv(…), a temporary table, a subquery. Rows in the file's order. */
  readonly from: string;
  /** Headers, or JSON paths, as the file has them. */
  readonly headers: readonly string[];
  /** SQL of a cell's raw text (VARCHAR, NULL where empty) by a name as in `Column.from`; null where the file has none. */
  cell(name: string): string | null;
  /** The header that `cell` answered with, for messages; the name itself where it is unknown. */
  header(name: string): string;
  /** Some cells of that column from the head of the file, none empty; they decide number and date forms. */
  sample(name: string): readonly string[];
  /** Every text of that column, without blanks around it, where the file is small enough to know them all; else null. */
  readonly texts?: (name: string) => readonly string[] | null;
  /** SQL of the row's physical line; null: lines count up by one from `firstLine`, in the order of rows. */
  readonly line: string | null;
  readonly firstLine: number;
  /**
   * Where a record of the file may be several rows (a JSON list's elements, `Yield.of`): SQL of whether a row is one of those
   * that a yield with this `of` reads. Rows of one record share its line.
   */
  readonly part?: (of: string | undefined) => string;
  /** SQL of the reason (VARCHAR) why a row can't be read as a row at all, NULL for good rows; null: none is bad. */
  readonly problem: string | null;
  /** SQL of the row as it stood in the file; evaluated only for rows that are set aside. */
  readonly raw: string;
  /** SQL of every cell of a wide table, in the file's order: they go from level to level as one list, `wideRow`. */
  readonly wide?: readonly string[];
  /** True where it is known that no cell begins or ends with white space: trimming costs more than reading. */
  readonly isTidy?: boolean;
  /** The lines above the header, cells joined by a space. */
  readonly preamble?: readonly string[];
  /** The file's delimiter: ';' hints at decimal commas. '' where it has none. */
  readonly delimiter: string;
}
