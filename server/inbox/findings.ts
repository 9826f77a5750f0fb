// What the doctor says of the inbox: files that could not be taken in, and files that wait for a companion.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorAnswer } from '#shared/schema/index.ts';
import { failedIn, inboxIn } from './outcome.ts';

type Finding = DoctorAnswer['findings'][number];

const examplesShown = 5;

export function inboxFindings(folder: string): Finding[] {
  const failed = namesIn(failedIn(folder)).filter(name => !name.endsWith('.txt'));
  const waiting = namesIn(inboxIn(folder)).filter(
    name => name !== 'done' && name !== 'failed' && !name.startsWith('.'),
  );
  const findings: Finding[] = [];
  if (failed.length > 0)
    findings.push({
      severity: 'warning',
      code: 'inbox-failed',
      what: 'Files of the inbox that could not be taken in',
      count: failed.length,
      examples: failed.slice(0, examplesShown).map(name => `${name}: ${reasonOf(folder, name)}`),
      remedy: `The text beside each in ${failedIn(folder)} says what to do; put it into the inbox again, or delete it.`,
    });
  if (waiting.length > 0)
    findings.push({
      severity: 'info',
      code: 'inbox-waiting',
      what: 'Files that lie in the inbox and are not taken in yet',
      count: waiting.length,
      examples: waiting.slice(0, examplesShown),
      remedy:
        'The companion takes them in: throughline serve. One that is still being written waits until it is whole.',
    });
  return findings;
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return []; // no such folder: nothing lies in it
  }
}

function reasonOf(folder: string, name: string): string {
  try {
    return readFileSync(join(failedIn(folder), `${name}.txt`), 'utf8').split('\n', 1)[0];
  } catch {
    return 'no reason is kept'; // somebody took the text away
  }
}
