// What lies in the journal where no companion runs: a short command takes it in when it holds the folder, so that what a
// companion that was killed had acknowledged, or a pull brought, is in the next answer. Where a collector is at work on the
// journal, only what it has sealed is taken; nothing that somebody else still writes to is touched.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionError } from '#shared/errors.ts';
import { Journals } from '../collect/journals.ts';
import type { Engine } from '../engine.ts';
import { channelsIn } from './day-archive.ts';

export async function takeLeftBehind(folder: string, engine: Pick<Engine, 'drain'>): Promise<void> {
  if (channelsIn(folder).length === 0) return;
  // A public collector's: what it keeps is fetched by `throughline pull`, which would miss what was taken in here.
  if (existsSync(join(folder, 'collector.json'))) return;
  const journals = await openUnlessOwned(folder);
  try {
    for (const id of (await journals?.ids()) ?? []) await (await journals!.channel(id)).seal();
    const { segments } = await engine.drain();
    if (!journals) return;
    for (const { channel, number } of segments) await (await journals.channel(channel)).remove(number);
  } finally {
    await journals?.close();
  }
}

async function openUnlessOwned(folder: string): Promise<Journals | undefined> {
  try {
    return await Journals.open(folder);
  } catch (error) {
    if (error instanceof ConnectionError && error.code === 'journal-in-use') return undefined;
    throw error;
  }
}
