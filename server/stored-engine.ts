// The engine of a short command: it answers from the cached columns alone where they are still those of the database, which
// then isn't opened at all. Whatever else is asked goes to an engine that holds the database, opened when first needed.

import { type DimensionId, isOfContext } from '#shared/report/dimensions.ts';
import { type Answers, compare, heard, overlay, paths, prepare, report } from '#shared/report/index.ts';
import type { Settings } from '#shared/settings.ts';
import type { Engine } from './engine.ts';
import { hasWaiting } from './intake/day-archive.ts';
import { readCache } from './journeys/cache.ts';
import { stampedVersion } from './journeys/stamp.ts';
import { SettingsStore } from './settings.ts';

/** `hold` opens the engine that holds the database. */
export function storedEngine(folder: string, hold: () => Promise<Engine>): Engine {
  const settings = new SettingsStore(folder);
  let holding: Promise<Engine> | undefined;
  let lies: boolean | undefined;
  const stored = new Map<Settings['links'], Answers | null>();

  const held = (): Promise<Engine> => {
    holding ??= hold();
    return holding;
  };

  /** From the files alone; null once the database is open, or where it has to be asked. */
  const storedAnswers = async (
    links: Settings['links'] | undefined,
    by: readonly DimensionId[] = [],
  ): Promise<Answers | null> => {
    if (holding || by.some(isOfContext)) return null;
    // Hits that are not in yet belong into the answer.
    lies ??= hasWaiting(folder);
    if (lies) return null;
    const given = await settings.read();
    const basis = { ...given, links: links ?? given.links };
    const known = stored.get(basis.links);
    if (known !== undefined) return known;
    const version = stampedVersion(folder);
    const workspace = version === null ? null : readCache(folder, version, basis, { whole: false });
    const answers = workspace && prepare(workspace, basis);
    stored.set(basis.links, answers);
    return answers;
  };

  return {
    async report(query) {
      const answers = await storedAnswers(query.links, query.by);
      return answers ? report(answers, query) : (await held()).report(query);
    },
    async compare(query) {
      const answers = await storedAnswers(query.links, query.by);
      return answers ? compare(answers, query) : (await held()).compare(query);
    },
    async overlay(query) {
      const answers = await storedAnswers(query.links);
      return answers ? overlay(answers, query) : (await held()).overlay(query);
    },
    async heard(query) {
      const answers = await storedAnswers(query.links);
      return answers ? heard(answers, query) : (await held()).heard(query);
    },
    async paths(query) {
      const answers = await storedAnswers(query.links);
      return answers ? paths(answers, query) : (await held()).paths(query);
    },
    status: async () => (await held()).status(),
    import: async (request, onProgress, signal) => (await held()).import(request, onProgress, signal),
    preview: async request => (await held()).preview(request),
    journey: async query => (await held()).journey(query),
    explain: async query => (await held()).explain(query),
    journeysTable: async ask => (await held()).journeysTable(ask),
    identityChanges: async () => (await held()).identityChanges(),
    identityPerson: async query => (await held()).identityPerson(query),
    identityPreview: async request => (await held()).identityPreview(request),
    identityApply: async request => (await held()).identityApply(request),
    forget: async request => (await held()).forget(request),
    drain: async () => (await held()).drain(),
    doctor: async () => (await held()).doctor(),
    names: async () => (await held()).names(),
    rejects: async query => (await held()).rejects(query),
    settings: async () => (await held()).settings(),
    setSetting: async (key, value) => (await held()).setSetting(key, value),
    close: async () => (await holding)?.close(),
  };
}
