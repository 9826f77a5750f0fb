// Imports files into a fresh data folder and tells what became of one person: each conversion and the touches before it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { FileImport } from '#shared/schema/index.ts';
import { openLocalEngine } from '../../../../server/local-engine.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;

export interface Told {
  files: FileImport[];
  /** All identity keys of the person, sorted. */
  keys: string[];
  /** `lead ada@acme.example: Paid Search google / cpc (brand) > Email news / email`, one for each conversion. */
  conversions: string[];
}

/** `key`: a visitor, an e-mail address, a user … of the person to tell of. `paths`: fixtures, or whole paths. */
export async function journeyOf(paths: readonly string[], key: string): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-journey-'));
  const engine = await openLocalEngine(join(folder, 'data'));
  try {
    const files = await engine.import({
      files: paths.map(path => ({ path: isAbsolute(path) ? path : join(fixtures, path) })),
    });
    const { people, conversions } = await engine.journey({ key });
    return {
      files,
      keys: people.flatMap(person => person.keys).sort(),
      conversions: conversions.map(({ kind, label, amount, currency, touches }) => {
        const steps = touches.map(
          touch => `${touch.channel} ${touch.source} / ${touch.medium}${touch.campaign ? ` (${touch.campaign})` : ''}`,
        );
        const money = amount === null ? '' : ` ${amount} ${currency}`;
        return `${kind} ${label}${money}: ${steps.join(' > ') || 'nothing'}`;
      }),
    };
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
