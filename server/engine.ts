// What the program can be asked, in one interface: the command line and the HTTP routes both call it, whether it runs in
// this process, in a worker thread, or behind a companion on loopback. Plain JSON in, plain JSON out.

import type {
  CompareAnswer,
  DoctorAnswer,
  ExplainAnswer,
  ExplainQuery,
  HeardAnswer,
  HeardQuery,
  IdentityAppliedAnswer,
  IdentityChangesAnswer,
  IdentityPersonAnswer,
  IdentityPreviewAnswer,
  IdentityRequest,
  ImportAnswer,
  ImportRequest,
  JourneyAnswer,
  NamesAnswer,
  OverlayAnswer,
  OverlayQuery,
  PathsAnswer,
  PathsQuery,
  PreviewAnswer,
  RejectsAnswer,
  RejectsQuery,
  ReportAnswer,
  ReportQuery,
  StatusAnswer,
} from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import type { DrainAnswer } from './intake/drain.ts';
import type { ForgetAnswer } from './intake/forget.ts';
import type { JourneysAsk, JourneysTable } from './journeys/tables.ts';

export interface ImportProgress {
  file: string;
  /** What is being done: 'reading', 'publishing' … */
  step: string;
  bytesDone: number;
  bytesTotal: number;
}

export interface Engine {
  status(): Promise<StatusAnswer>;
  /** `signal` stops it: the file under way is left out wholly, those after it aren't tried, those before it stay. */
  import(
    request: ImportRequest,
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportAnswer>;
  /** What importing these files would do; nothing is stored. */
  preview(request: ImportRequest): Promise<PreviewAnswer>;
  report(query: ReportQuery): Promise<ReportAnswer>;
  compare(query: ReportQuery): Promise<CompareAnswer>;
  overlay(query: OverlayQuery): Promise<OverlayAnswer>;
  journey(query: { key: string; links?: 'all' | 'hard' }): Promise<JourneyAnswer>;
  paths(query: PathsQuery): Promise<PathsAnswer>;
  /** What people say of how they heard, beside what was measured. */
  heard(query: HeardQuery): Promise<HeardAnswer>;
  explain(query: ExplainQuery): Promise<ExplainAnswer>;
  /** The journeys themselves, a table at a time: what shared/report reckons from. */
  journeysTable(ask: JourneysAsk): Promise<JourneysTable>;
  /** What was decided by hand about who is who, the oldest first, undone ones too. */
  identityChanges(): Promise<IdentityChangesAnswer>;
  /** The person behind a key; throws NotFoundError. */
  identityPerson(query: { key: string }): Promise<IdentityPersonAnswer>;
  /** What a merge, a split or an undo would move; nothing is written. */
  identityPreview(request: IdentityRequest): Promise<IdentityPreviewAnswer>;
  identityApply(request: IdentityRequest): Promise<IdentityAppliedAnswer>;
  /** Forgets the people behind these keys: who they are goes, what they did stays counted. Throws NotFoundError. */
  forget(request: { keys: readonly string[] }): Promise<ForgetAnswer>;
  /** Takes in what the journal's sealed segments hold; `buildMs`: how long the last answers took to be made. */
  drain(): Promise<DrainAnswer & { buildMs: number }>;
  doctor(): Promise<DoctorAnswer>;
  /** Sources, mediums and campaigns in use; none of the sample company's. */
  names(): Promise<NamesAnswer>;
  rejects(query: RejectsQuery): Promise<RejectsAnswer>;
  settings(): Promise<Settings>;
  /** Sets one key of design.md's list (`fx.EUR`, `lookback` …) from its text form; throws SettingsError. */
  setSetting(key: string, value: string): Promise<Settings>;
  close(): Promise<void>;
}
