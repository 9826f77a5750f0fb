// Links between keys as an answer tells them: how each was made, hard or soft, and the first row that says so.

import type { JourneyAnswer } from '#shared/schema/index.ts';
import type { LinkFact } from '../identity/directory.ts';
import type { Store } from '../store/store.ts';

/** `from` is 'file:line', or '' for what was decided by hand. */
export async function linkAnswers(store: Store, links: readonly LinkFact[]): Promise<JourneyAnswer['links']> {
  const files = await store.all<{ id: number; file: string }>('SELECT id, file FROM import');
  const fileOf = new Map(files.map(({ id, file }) => [id, file]));
  return links.map(({ a, b, how, isHard, importId, line }) => ({
    a,
    b,
    how,
    hard: isHard,
    from: importId === 0 ? '' : `${fileOf.get(importId) ?? ''}:${line}`,
  }));
}
