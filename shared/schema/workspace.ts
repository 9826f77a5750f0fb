// Answers about the workspace itself: what it holds, what was taken in, what is amiss, how it is set.

import { type Static, Type } from 'typebox';
import { MaybeNumber, MaybeText } from './report.ts';

export const DoctorAnswer = Type.Object({
  findings: Type.Array(
    Type.Object({
      severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
      code: Type.String(),
      what: Type.String(),
      count: Type.Number(),
      examples: Type.Array(Type.String()),
      remedy: Type.String(),
    }),
  ),
  sources: Type.Array(
    Type.Object({
      format: Type.String(),
      files: Type.Number(),
      rows: Type.Number(),
      from: MaybeText,
      to: MaybeText,
      lastImport: Type.String(),
    }),
  ),
});
export type DoctorAnswer = Static<typeof DoctorAnswer>;

export const ImportsAnswer = Type.Array(
  Type.Object({
    id: Type.Number(),
    file: Type.String(),
    format: Type.String(),
    kept: Type.Number(),
    duplicates: Type.Number(),
    rejected: Type.Number(),
    at: Type.String(),
  }),
);
export type ImportsAnswer = Static<typeof ImportsAnswer>;

export const StatusAnswer = Type.Object({
  version: Type.String(),
  /** `name`: the sample company's, else the data folder's. */
  workspace: Type.Object({
    name: Type.String(),
    path: Type.String(),
    sample: Type.Boolean(),
    dataVersion: Type.String(),
  }),
  currency: Type.String(),
  zone: Type.String(),
  records: Type.Record(Type.String(), Type.Number()),
  imports: ImportsAnswer,
  /** Latest event, deal and spend day. */
  dataTo: Type.Object({ events: MaybeText, deals: MaybeText, spend: MaybeText }),
  /** The folder that the companion watches; left out where none does. */
  inbox: Type.Optional(
    Type.Object({
      path: Type.String(),
      /** Files that wait their turn, the one that is taken in now, and those that lie in failed/. */
      waiting: Type.Number(),
      current: MaybeText,
      failed: Type.Number(),
    }),
  ),
});
export type StatusAnswer = Static<typeof StatusAnswer>;

/** The list of journeys.arrow: which tables there are, and what tells whether those one has are still good. */
export const JourneyTablesAnswer = Type.Object({
  /** Changes with data, program and the settings that are baked into the tables: all of one tag belong together. */
  tag: Type.String(),
  dataVersion: Type.String(),
  tables: Type.Array(Type.String()),
});
export type JourneyTablesAnswer = Static<typeof JourneyTablesAnswer>;

const FileError = Type.Object({
  code: Type.String(),
  what: Type.String(),
  where: Type.Optional(Type.String()),
  found: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
  remedy: Type.Optional(Type.String()),
});

export const FileImport = Type.Object({
  /** The id in the list of imports, to ask for its rejects by; left out where nothing was stored. */
  import: Type.Optional(Type.Number()),
  file: Type.String(),
  format: MaybeText,
  read: Type.Number(),
  kept: Type.Number(),
  duplicates: Type.Number(),
  rejected: Type.Number(),
  records: Type.Record(Type.String(), Type.Number()),
  rejects: Type.Array(Type.Object({ line: Type.Number(), reason: Type.String() })),
  /** Set where the file as a whole could not be taken in. */
  error: Type.Optional(FileError),
  /** What a reader should know: 'read as D/M/Y by the setting date-order' … */
  notes: Type.Array(Type.String()),
  seconds: Type.Number(),
});
export type FileImport = Static<typeof FileImport>;

export const ImportAnswer = Type.Array(FileImport);
export type ImportAnswer = FileImport[];

/** What an import of a file would do, found out without storing anything. */
export const FilePreview = Type.Object({
  file: Type.String(),
  /** Over HTTP: the name under which the file waits to be taken in. */
  upload: Type.Optional(Type.String()),
  bytes: Type.Number(),
  encoding: MaybeText,
  /** The format, and the headers that gave it away on the line where they stand; null: none is known. */
  format: Type.Union([
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      by: Type.Union([
        Type.Literal('content'),
        Type.Literal('option'),
        Type.Literal('map'),
        Type.Literal('remembered map'),
      ]),
      line: MaybeNumber,
      headers: Type.Array(Type.String()),
    }),
    Type.Null(),
  ]),
  /** Each column of the file: an example, and the fields that it fills; none: it is not understood. */
  columns: Type.Array(
    Type.Object({
      column: Type.String(),
      example: MaybeText,
      fields: Type.Array(Type.Object({ record: Type.String(), field: Type.String(), as: Type.String() })),
    }),
  ),
  /** Columns that no field takes are kept as properties. */
  keepsUnknown: Type.Boolean(),
  /** All rows; an estimate where the file is long. */
  rows: Type.Object({ count: Type.Number(), isEstimate: Type.Boolean() }),
  /** The first ten rows that can be read, as they would be stored. */
  sample: Type.Array(
    Type.Object({
      line: Type.Number(),
      records: Type.Array(Type.Object({ record: Type.String(), fields: Type.Record(Type.String(), Type.Unknown()) })),
    }),
  ),
  /** So many rows were looked at; of them, those that would be set aside: how many, and the first of them. */
  looked: Type.Number(),
  rejected: Type.Number(),
  rejects: Type.Array(Type.Object({ line: Type.Number(), reason: Type.String() })),
  currency: Type.Object({ codes: Type.Array(Type.String()), from: Type.String() }),
  zone: Type.Object({ zone: Type.String(), from: Type.String() }),
  /** `isAmbiguous`: the file doesn't say; then `from` is what decided, or null where nothing does. */
  dateOrder: Type.Object({
    order: Type.Union([Type.Literal('dmy'), Type.Literal('mdy'), Type.Null()]),
    isAmbiguous: Type.Boolean(),
    from: MaybeText,
  }),
  decimal: MaybeText,
  /** What would meet what is stored already: so many of so many, and some of those that would not. */
  joins: Type.Array(
    Type.Object({
      what: Type.String(),
      matched: Type.Number(),
      of: Type.Number(),
      unmatched: Type.Array(Type.String()),
    }),
  ),
  notes: Type.Array(Type.String()),
  /** Why it would not be taken in. */
  error: Type.Optional(FileError),
  /** A table: what mapping its columns by hand can start from. */
  byHand: Type.Optional(
    Type.Object({
      headers: Type.Array(Type.Object({ name: Type.String(), examples: Type.Array(Type.String()) })),
      formats: Type.Array(
        Type.Object({
          id: Type.String(),
          label: Type.String(),
          columns: Type.Array(Type.Object({ name: Type.String(), isRequired: Type.Boolean() })),
          /** Guessed: the format's column → the file's; what is found by its own name is among them. */
          map: Type.Record(Type.String(), Type.String()),
        }),
      ),
      /** The format that comes nearest; null: none. */
      nearest: MaybeText,
    }),
  ),
  seconds: Type.Number(),
});
export type FilePreview = Static<typeof FilePreview>;

export const PreviewAnswer = Type.Array(FilePreview);
export type PreviewAnswer = FilePreview[];

/** Rows of one import that were set aside, a page of them in order of line. */
export const RejectsAnswer = Type.Object({
  import: Type.Number(),
  file: Type.String(),
  format: Type.String(),
  /** How many there are in all. */
  total: Type.Number(),
  rows: Type.Array(Type.Object({ line: Type.Number(), reason: Type.String(), raw: Type.String() })),
});
export type RejectsAnswer = Static<typeof RejectsAnswer>;

const Texts = Type.Record(Type.String(), Type.String());

/** shared/settings.ts as it is sent. */
export const SettingsShape = Type.Object({
  currency: MaybeText,
  zone: Type.String(),
  fx: Texts,
  lookback: MaybeNumber,
  direct: Type.Union([Type.Literal('count'), Type.Literal('ignore')]),
  halfLifeDays: Type.Number(),
  dealPeople: Type.Union([Type.Literal('deal'), Type.Literal('account'), Type.Literal('primary')]),
  campaignMap: Texts,
  sites: Type.Array(Type.String()),
  region: Type.String(),
  dateOrder: Type.Union([Type.Literal('dmy'), Type.Literal('mdy'), Type.Null()]),
  links: Type.Union([Type.Literal('all'), Type.Literal('hard')]),
  domainMap: Texts,
  consent: Type.Union([Type.Literal('ask'), Type.Literal('assume')]),
  formFields: Type.Array(Type.String()),
  phonePool: Type.Record(Type.String(), Type.Array(Type.String())),
  excludedIps: Type.Array(Type.String()),
  excludedHosts: Type.Array(Type.String()),
});
