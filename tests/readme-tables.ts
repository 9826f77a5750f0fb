// The README's tables of formats, models and sites, written from their lists: `npm run readme` puts them between their marks,
// and the registry test says when they are out of date.

import { readFileSync, writeFileSync } from 'node:fs';
import { formats } from '#shared/formats/index.ts';
import { models } from '#shared/models/index.ts';
import { sites } from '../extension/sites/index.ts';
import { whatItGives } from '../server/cli/lists.ts';

const readme = new URL('../README.md', import.meta.url);

const row = (...cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const tables: Record<string, string[]> = {
  models: [
    '| id | what it does | formula |',
    '| --- | --- | --- |',
    ...models.map(({ id, about, formula }) => row(`\`${id}\``, about, formula)),
  ],
  formats: [
    '| id | file | gives |',
    '| --- | --- | --- |',
    ...formats.map(format => row(`\`${format.id}\``, format.label, whatItGives(format))),
  ],
  sites: [
    '| id | pages | shows |',
    '| --- | --- | --- |',
    ...sites.map(({ id, pages, shows }) => row(`\`${id}\``, pages, shows)),
  ],
};

/** The README as it is, and as its lists would have it. */
export function readmeTables(): { found: string; wanted: string } {
  const found = readFileSync(readme, 'utf8');
  let wanted = found;
  for (const [name, lines] of Object.entries(tables)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = wanted.indexOf(open);
    const to = wanted.indexOf(close);
    if (from < 0 || to < from) throw new Error(`README.md lacks the marks ${open} and ${close}.`);
    wanted = `${wanted.slice(0, from + open.length)}\n\n${lines.join('\n')}\n\n${wanted.slice(to)}`;
  }
  return { found, wanted };
}

if (import.meta.main) writeFileSync(readme, readmeTables().wanted);
