// Takes what the journal holds into the store: sealed segments are moved into the archive of their days, what is new in each
// day is imported as a part of that day's import, and who withdrew consent is forgotten. Every step may be cut off and done
// again: how far a day is in stands in the store, beside the rows themselves.

import { createWriteStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formats } from '#shared/formats/index.ts';
import type { Settings } from '#shared/settings.ts';
import { foldedInto } from '../ingest/fold.ts';
import { importFile } from '../ingest/import.ts';
import type { Store } from '../store/store.ts';
import { anonymousLine } from './anonymise.ts';
import { channelsIn, DayArchive, type Keep } from './day-archive.ts';
import { forget } from './forget.ts';
import { withoutContact, withoutValues } from './forget-journal.ts';
import { type Problem, writeProblems } from './problems.ts';
import { type IsForgotten, readTombstones } from './tombstones.ts';

export interface DrainAnswer {
  /** Whether anything was taken in. */
  isChanged: boolean;
  /** Rows that are new in the store. */
  kept: number;
  /** Who is forgotten: visitors who withdrew their consent, contacts whose data were deleted in the CRM. */
  withdrawn: number;
  /** Segments that nobody needs any more: the journal's owner may take them away. */
  segments: { channel: string; number: number }[];
  /** What could not be taken in, in words; it stays in the journal. */
  problems: string[];
}

/** So much of a day is imported at once. */
const partBytes = 32 * 1024 * 1024;

export async function drain(store: Store, dataFolder: string, settings: Settings, now: number): Promise<DrainAnswer> {
  const answer: DrainAnswer = { isChanged: false, kept: 0, withdrawn: 0, segments: [], problems: [] };
  const archives = channelsIn(dataFolder).map(channel => new DayArchive(dataFolder, channel));
  if (archives.length === 0) return answer;
  const stuck: Problem[] = [];
  const keep = keeping(await readTombstones(store));
  for (const archive of archives) {
    const { channel } = archive;
    const format = formats.find(({ id }) => id === channel);
    if (!format) {
      answer.problems.push(`journal/${channel}: no format of that name`);
      continue;
    }
    const { segments } = await archive.move(keep);
    answer.segments.push(...segments.map(number => ({ channel, number })));
    for (const day of archive.days()) {
      const file = archive.nameOf(day);
      const size = archive.size(day);
      for (let at = (await foldedInto(store, { file }, format))?.bytes ?? 0; at < size; ) {
        const end = await wholeLines(archive.pathOf(day), at, size);
        const part = join(store.temporaryFolder, `${channel}-${day}`);
        await pipeline(archive.part(day, at, end), createWriteStream(part, { mode: 0o600 }));
        const fold = { file, bytes: end };
        const taken = await importFile(store, { path: part, format: channel, fold }, settings).finally(() =>
          rmSync(part, { force: true }),
        );
        if (taken.error) {
          answer.problems.push(`${file}: ${taken.error.what}`);
          const { what, found, remedy } = taken.error;
          stuck.push({ file, what, found, remedy });
          break;
        }
        answer.isChanged = true;
        answer.kept += taken.kept;
        at = end;
      }
    }
  }
  writeProblems(dataFolder, stuck);
  for (const archive of archives) {
    const { withdrawn, deleted } = archive;
    if (withdrawn.length + deleted.length === 0) continue;
    const visitors = withdrawn.map(visitor => `visitor:${visitor}`);
    if (visitors.length > 0) await forget(store, dataFolder, visitors, settings, { isWithdrawal: true, now });
    // Nobody looks at it before: only who is surely the same person.
    const sure = { ...settings, links: 'hard' } as const;
    if (deleted.length > 0) await forget(store, dataFolder, deleted, sure, { isWithdrawal: true, now });
    answer.isChanged = true;
    answer.withdrawn += withdrawn.length + deleted.length;
    archive.forgotten();
  }
  return answer;
}

/** The end of the last whole line within the next part. */
async function wholeLines(path: string, from: number, size: number): Promise<number> {
  if (size - from <= partBytes) return size;
  const file = await open(path, 'r');
  try {
    for (let most = partBytes; ; most *= 2) {
      const bytes = Buffer.alloc(Math.min(most, size - from));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      const end = bytes.subarray(0, bytesRead).lastIndexOf(10) + 1;
      if (end > 0) return from + end;
      if (from + most >= size) return size;
    }
  } finally {
    await file.close();
  }
}

/** Hits that come late of somebody who is forgotten are kept as nobody's. */
function keeping(isForgotten: IsForgotten | undefined): Keep {
  if (!isForgotten) return line => line;
  const values = {
    has: (value: string) =>
      isForgotten(`email:${value}`) || isForgotten(`user:${value}`) || isForgotten(`phone:${value}`),
  };
  return (line, parsed) => {
    if (!parsed) return line;
    if (typeof parsed.hit_id !== 'string')
      return withoutContact(parsed, key => isForgotten(key)) ?? withoutValues(parsed, values) ?? line;
    const at = typeof parsed.at === 'number' ? parsed.at * 1000 : undefined;
    const isGone =
      isForgotten(`visitor:${parsed.visitor}`) ||
      isForgotten(`email:${String(parsed.email).trim().toLowerCase()}`, at) ||
      isForgotten(`user:${parsed.user_id}`, at);
    return isGone ? anonymousLine(parsed, undefined) : line;
  };
}
