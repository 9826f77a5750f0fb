// What became of a file of the inbox: where it goes, and the text that is laid beside it for whoever looks for it there.

import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { DataError, describeError } from '#shared/errors.ts';
import type { FileImport, ImportAnswer } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';

export interface Outcome {
  /** 'waits': it stays in the inbox and is tried again. */
  readonly kind: 'done' | 'failed' | 'waits';
  /** What is written beside it; '' where there is nothing to say. */
  readonly text: string;
}

export const inboxIn = (folder: string): string => join(folder, 'inbox');
const doneIn = (folder: string): string => join(folder, 'inbox', 'done');
export const failedIn = (folder: string): string => join(folder, 'inbox', 'failed');

const reasonsListed = 20;
const linesListed = 5;

/** Failed where any of its files could not be taken in; the text says of each what came of it. */
export function outcomeOf(name: string, answer: ImportAnswer): Outcome {
  const failed = answer.filter(file => file.error);
  if (failed.length === 0) {
    const isClean = answer.every(file => file.rejected === 0);
    return { kind: 'done', text: isClean ? '' : answer.map(counts).join('\n') };
  }
  const taken = answer.filter(file => !file.error);
  const lines = [
    failed.length < answer.length
      ? `Of ${name}, ${failed.length} of ${answer.length} files could not be taken in.`
      : '',
    ...failed.map(file => describeError(new DataError(file.error!))),
    ...(taken.length > 0 ? ['', 'Taken in:', ...taken.map(counts)] : []),
    '',
    'When it is mended, put it into the inbox again: what is in already stays as it is.',
  ];
  return { kind: 'failed', text: lines.filter((line, i) => line !== '' || i > 0).join('\n') };
}

function counts(file: FileImport): string {
  const { rejected, rejects } = file;
  const head = `${file.file} (${file.format}): ${plural(file.read, 'row')} read, ${file.kept} kept, ${file.duplicates} duplicate, ${rejected} set aside.`;
  if (rejected === 0) return head;
  const byReason = new Map<string, number[]>();
  for (const { reason, line } of rejects) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  const reasons = [...byReason].slice(0, reasonsListed).map(([reason, lines]) => {
    const more = lines.length > linesListed ? ' …' : '';
    return `  ${lines.length} × ${reason} (line ${lines.slice(0, linesListed).join(', ')}${more})`;
  });
  const where = [
    `To see the rows: throughline import "${file.file}" --rejects rejects.csv (importing again changes nothing)`,
    ...(file.import === undefined
      ? []
      : [`or, while the companion runs, its page, or GET /v1/imports/${file.import}/rejects.csv.`]),
  ];
  return [head, ...reasons, ...where].join('\n');
}

/** Moves a file or folder to where its outcome says, under a name that is free there, its text beside it; answers the name. */
export async function moveAway(folder: string, name: string, { kind, text }: Outcome): Promise<string> {
  const place = kind === 'failed' ? failedIn(folder) : doneIn(folder);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const kept = await freeName(place, name);
  // First the text: were the file moved and the process killed, nobody would know why.
  if (text !== '') await writeFile(join(place, `${kept}.txt`), `${text}\n`, { mode: 0o600 });
  await rename(join(inboxIn(folder), name), join(place, kept));
  return kept;
}

/** 'deals.csv', then 'deals (2).csv', 'deals (3).csv' … */
async function freeName(place: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem} (${number})${ext}`;
    if (!(await exists(join(place, candidate)))) return candidate;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false; // that is the answer
  }
}
