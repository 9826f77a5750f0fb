// The engine in this process: it owns the data folder's database and keeps the journeys in memory from the first answer
// on. Imports and whatever reads the database take turns; answers from memory go on meanwhile, on the data as it was.
// Until a file of the user's own has been imported, every answer is about the sample company, which has its own store.

import { setTimeout as wait } from 'node:timers/promises';
import { models } from '#shared/models/index.ts';
import { type DimensionId, isOfContext } from '#shared/report/dimensions.ts';
import { type Answers, compare, heard, overlay, paths, prepare, report } from '#shared/report/index.ts';
import type { IdentityRequest, NamesAnswer, StatusAnswer } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import { openDataFolder } from './data-folder.ts';
import type { Engine } from './engine.ts';
import { type Plan, planChange, record } from './identity/decide.ts';
import { Directory } from './identity/directory.ts';
import { readChanges } from './identity/manual.ts';
import { inboxFindings } from './inbox/findings.ts';
import { refreshSources } from './ingest/resolve-sources.ts';
import type { DrainAnswer } from './intake/drain.ts';
import { loadWorkspace } from './journeys/load.ts';
import { buildVisitsByContext } from './journeys/visits-by-context.ts';
import { LinkRegister } from './links/register.ts';
import { LocalImports } from './local-imports.ts';
import { MappingStore } from './mappings.ts';
import { Mutex } from './mutex.ts';
import { doctor } from './reports/doctor.ts';
import { explain } from './reports/explain.ts';
import { changeAnswers, personOfKey, previewOf } from './reports/identity.ts';
import { journey } from './reports/journey.ts';
import { SampleStore } from './sample-store.ts';
import { SettingsStore } from './settings.ts';
import { readRejects, readStatus } from './status.ts';
import { dataVersion } from './store/data-version.ts';
import { openStore, recover } from './store/duckdb/open.ts';
import type { Store } from './store/store.ts';

/** What the answers stand on. */
interface Ground {
  store: Store;
  isSample: boolean;
  version: string;
}

interface Prepared {
  answers: Answers;
  /** The same with visits split by context: made when first asked for. */
  byContext?: Answers;
  version: string;
  settings: string;
}

export interface LocalEngineOptions {
  /**
   * For a process that goes on: after the first answer on new data every model is reckoned once, a little at a time between
   * questions, so that switching models later takes a lookup.
   */
  readonly looksAhead?: boolean;
}

export async function openLocalEngine(folder: string, options: LocalEngineOptions = {}): Promise<Engine> {
  openDataFolder(folder);
  const settings = new SettingsStore(folder);
  await settings.read();
  return LocalEngine.open(folder, settings, options);
}

class LocalEngine implements Engine {
  readonly #folder: string;
  readonly #settings: SettingsStore;
  readonly #own: Store;
  readonly #sample: SampleStore;
  readonly #files: LocalImports;
  readonly #links: LinkRegister;
  readonly #turns = new Mutex();
  readonly #looksAhead: boolean;
  /** How long the last answers took to be made. */
  #buildMs = 0;
  #ground: Ground | undefined;
  /** By the links that journeys stand on; each made when first asked for. */
  readonly #answers = new Map<Settings['links'], Prepared>();
  #status: StatusAnswer | undefined;
  #names: { version: string; names: NamesAnswer } | undefined;

  private constructor(folder: string, settings: SettingsStore, own: Store, { looksAhead }: LocalEngineOptions) {
    this.#looksAhead = looksAhead ?? false;
    this.#folder = folder;
    this.#settings = settings;
    this.#own = own;
    this.#sample = new SampleStore(folder);
    this.#files = new LocalImports({
      store: own,
      settings,
      mappings: new MappingStore(folder),
      turns: this.#turns,
      onChanged: () => this.#changed(),
    });
    this.#links = new LinkRegister(folder);
  }

  static async open(folder: string, settings: SettingsStore, options: LocalEngineOptions): Promise<LocalEngine> {
    return new LocalEngine(folder, settings, await openStore(folder), options);
  }

  /** Own data where any is published, else the sample's, made when first asked for. Only in one's turn. */
  async #stand(): Promise<Ground> {
    if (this.#ground) return this.#ground;
    // What an import left that could neither be published nor taken out (a full disk) is nobody's to see.
    await recover(this.#own);
    const published = await this.#own.first('SELECT 1 AS yes FROM import WHERE published_at IS NOT NULL LIMIT 1');
    if (published) await this.#sample.remove();
    const store = published ? this.#own : await this.#sample.open(await this.#settings.read());
    this.#ground = { store, isSample: !published, version: await dataVersion(store) };
    return this.#ground;
  }

  /** Runs on the database, when it is this one's turn. */
  #onStore<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
    return this.#turns.run(async () => work(await this.#stand()));
  }

  /** The settings with the links that a question asks for in place of their own. */
  async #settingsFor(links: Settings['links'] | undefined): Promise<Settings> {
    const settings = await this.#settings.read();
    return links === undefined || links === settings.links ? settings : { ...settings, links };
  }

  /** From memory where data and settings are the same; built when it is this one's turn where they aren't. */
  async #prepared(links?: Settings['links']): Promise<Answers> {
    const settings = await this.#settingsFor(links);
    return this.#inMemory(settings) ?? this.#turns.run(() => this.#build(settings));
  }

  #inMemory(settings: Settings): Answers | undefined {
    const kept = this.#answers.get(settings.links);
    return kept && kept.version === this.#ground?.version && kept.settings === JSON.stringify(settings)
      ? kept.answers
      : undefined;
  }

  /** Only in one's turn. */
  async #build(settings: Settings): Promise<Answers> {
    const { store, isSample, version } = await this.#stand();
    const kept = this.#inMemory(settings);
    if (kept) return kept;
    // What stands on other data is no good to anybody, and may be large.
    for (const [links, of] of this.#answers) if (of.version !== version) this.#answers.delete(links);
    const begun = performance.now();
    await refreshSources(store, settings.sites);
    const answers = prepare(await loadWorkspace(store, settings, { version, isSample }), settings);
    this.#answers.set(settings.links, { answers, version, settings: JSON.stringify(settings) });
    this.#buildMs = performance.now() - begun;
    if (this.#looksAhead) void this.#lookAhead(answers);
    return answers;
  }

  /** Stops where newer answers have taken the place of these. */
  async #lookAhead(answers: Answers): Promise<void> {
    for (const { id } of models) {
      // Room for a question between two models.
      await wait(20);
      if (this.#answers.get(answers.settings.links)?.answers !== answers) return;
      report(answers, { models: [id], by: ['campaign'] });
      // What an ad page's first overlay adds up.
      report(answers, { models: [id], by: ['platform', 'campaign'] });
    }
  }

  /** As `#prepared`; with visits split by landing page, device and country where the question is grouped by one of them. */
  async #preparedFor(by: readonly DimensionId[] = [], links?: Settings['links']): Promise<Answers> {
    if (!by.some(isOfContext)) return this.#prepared(links);
    const settings = await this.#settingsFor(links);
    return this.#onStore(async ({ store }) => {
      const answers = await this.#build(settings);
      const kept = this.#answers.get(settings.links) as Prepared;
      kept.byContext ??= prepare(await buildVisitsByContext(store, settings, answers.workspace), settings);
      return kept.byContext;
    });
  }

  async status(): Promise<StatusAnswer> {
    const settings = await this.#settings.read();
    const kept = this.#status;
    if (kept && kept.zone === settings.zone && (!settings.currency || kept.currency === settings.currency)) return kept;
    return this.#onStore(async ({ store, isSample, version }) => {
      this.#status = await readStatus(store, settings, { path: this.#folder, sample: isSample, dataVersion: version });
      return this.#status;
    });
  }

  import: Engine['import'] = (request, onProgress, signal) => this.#files.import(request, onProgress, signal);
  preview: Engine['preview'] = request => this.#files.preview(request);

  /** Only in one's turn: the store is another now. */
  async #changed(): Promise<void> {
    this.#status = undefined;
    // Stood on already: found anew at once, so that questions during the next file have it.
    if (this.#ground) {
      this.#ground = undefined;
      await this.#stand();
    }
  }

  report: Engine['report'] = async query => report(await this.#preparedFor(query.by, query.links), query);
  compare: Engine['compare'] = async query => compare(await this.#preparedFor(query.by, query.links), query);
  overlay: Engine['overlay'] = async query => overlay(await this.#prepared(query.links), query);
  paths: Engine['paths'] = async query => paths(await this.#prepared(query.links), query);

  heard: Engine['heard'] = async query => heard(await this.#prepared(query.links), query);

  journeysTable: Engine['journeysTable'] = async ask => {
    const { workspace, settings } = await this.#prepared();
    // Loaded only here: few processes are asked for it.
    const { journeysTable } = await import('./journeys/tables.ts');
    return journeysTable(workspace, settings, ask);
  };

  journey: Engine['journey'] = async ({ key, links }) => {
    const settings = await this.#settingsFor(links);
    return this.#onStore(async ({ store }) => journey(store, await this.#build(settings), key));
  };

  explain: Engine['explain'] = async query => {
    const answers = await this.#preparedFor([query.by], query.links);
    return this.#onStore(({ store }) => explain(store, answers, query));
  };

  identityChanges: Engine['identityChanges'] = async () => {
    const { zone } = await this.#settings.read();
    return this.#onStore(async ({ store }) => changeAnswers(await readChanges(store), zone));
  };

  identityPerson: Engine['identityPerson'] = async ({ key }) => {
    const settings = await this.#settings.read();
    return this.#onStore(async ({ store }) => {
      return personOfKey(store, await Directory.open(store, settings), key, settings.zone);
    });
  };

  identityPreview: Engine['identityPreview'] = async request => {
    const settings = await this.#settingsFor(request.links);
    return this.#onStore(async ({ store }) => {
      const before = await this.#build(settings);
      const [directory, plan] = await this.#plan(store, settings, request);
      return previewOf(store, before, directory, plan, request);
    });
  };

  identityApply: Engine['identityApply'] = async request => {
    const settings = await this.#settings.read();
    return this.#onStore(async ({ store }) => {
      const [, plan] = await this.#plan(store, settings, request);
      await record(store, plan);
      this.#status = undefined;
      this.#ground = undefined;
      const { version } = await this.#stand();
      const change = changeAnswers(plan.changes, settings.zone).find(({ id }) => id === plan.change.id)!;
      return { change, dataVersion: version };
    });
  };

  /** People as all links make them: what is decided holds for hard links too. Only in one's turn. */
  async #plan(store: Store, settings: Settings, request: IdentityRequest): Promise<[Directory, Plan]> {
    const directory = await Directory.open(store, { ...settings, links: 'all' });
    return [directory, await planChange(store, directory, request, Date.now())];
  }

  doctor: Engine['doctor'] = async () => {
    const settings = await this.#settings.read();
    return this.#onStore(async ({ store, isSample }) => {
      const links = isSample ? [] : await this.#links.list();
      const answer = await doctor(store, await this.#build(settings), links);
      const isError = ({ severity }: { severity: string }) => severity === 'error';
      const errors = answer.findings.filter(isError);
      const others = answer.findings.filter(one => !isError(one));
      const { collectorFindings } = await import('./intake/findings.ts');
      const collector = await collectorFindings(store, this.#folder, settings, Date.now());
      const isInfo = ({ severity }: { severity: string }) => severity === 'info';
      const urgent = [...inboxFindings(this.#folder), ...collector.filter(one => !isInfo(one))];
      return { ...answer, findings: [...errors, ...urgent, ...others, ...collector.filter(isInfo)] };
    });
  };

  /** Asked at every letter that someone types into a link: remembered, so that it waits for no import. */
  names: Engine['names'] = async () => {
    const kept = this.#names;
    if (kept && kept.version === this.#ground?.version) return kept.names;
    return this.#onStore(async ({ store, isSample, version }) => {
      const { noNames, readNames } = await import('./links/names.ts');
      const names = isSample ? noNames : await readNames(store);
      this.#names = { version, names };
      return names;
    });
  };

  drain: Engine['drain'] = () =>
    this.#turns.run(async () => {
      const answer = await this.#drain();
      return { ...answer, buildMs: this.#buildMs };
    });

  forget: Engine['forget'] = ({ keys }) =>
    this.#turns.run(async () => {
      await this.#drain();
      const { forget } = await import('./intake/forget.ts');
      try {
        return await forget(this.#own, this.#folder, keys, await this.#settings.read(), { now: Date.now() });
      } finally {
        this.#answers.clear();
        await this.#changed();
      }
    });

  /** Only in one's turn. */
  async #drain(): Promise<DrainAnswer> {
    const { drain } = await import('./intake/drain.ts');
    const settings = await this.#settings.read();
    try {
      const answer = await drain(this.#own, this.#folder, settings, Date.now());
      if (answer.isChanged) await this.#changed();
      return answer;
    } catch (error) {
      // Some of it may be in.
      await this.#changed();
      throw error;
    }
  }

  rejects: Engine['rejects'] = query => this.#onStore(({ store }) => readRejects(store, query));

  settings: Engine['settings'] = () => this.#settings.read();
  setSetting: Engine['setSetting'] = (key, value) => this.#settings.set(key, value);

  /** After what is under way. */
  async close(): Promise<void> {
    this.#answers.clear();
    await this.#turns.run(async () => {
      await this.#sample.close();
      await this.#own.close();
    });
  }
}
