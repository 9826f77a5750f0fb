// Days of the journal that could not be imported, each with the reason: journal/problems.json, so that the doctor tells of them
// and the next companion tries again. What it names lies in the journal still; the file goes when all is in.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Problem {
  /** `journal/<channel>/<day>.ndjson` */
  readonly file: string;
  readonly what: string;
  readonly found?: string;
  readonly remedy?: string;
}

const name = 'problems.json';

export const hasProblems = (journalFolder: string): boolean => existsSync(join(journalFolder, name));

/** Nothing where all is in. */
export function readProblems(dataFolder: string): Problem[] {
  try {
    const problems: unknown = JSON.parse(readFileSync(join(dataFolder, 'journal', name), 'utf8'));
    return Array.isArray(problems) ? problems : [];
  } catch {
    // Not there; or damaged, and the next drain writes it anew.
    return [];
  }
}

export function writeProblems(dataFolder: string, problems: readonly Problem[]): void {
  const path = join(dataFolder, 'journal', name);
  if (problems.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  writeFileSync(`${path}.partial`, `${JSON.stringify(problems, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${path}.partial`, path);
}
