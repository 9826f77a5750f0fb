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
  error: Type.Optional(
    Type.Object({
      code: Type.String(),
      what: Type.String(),
      where: Type.Optional(Type.String()),
      found: Type.Optional(Type.String()),
      expected: Type.Optional(Type.String()),
      remedy: Type.Optional(Type.String()),
    }),
  ),
  /** What a reader should know: 'read as D/M/Y by the setting date-order' … */
  notes: Type.Array(Type.String()),
  seconds: Type.Number(),
});
export type FileImport = Static<typeof FileImport>;

export const ImportAnswer = Type.Array(FileImport);
export type ImportAnswer = FileImport[];

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
});
