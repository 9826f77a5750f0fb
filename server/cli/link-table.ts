// Many links from a table: each bad line is told by its number, as compilers do, and unless its user insists nothing is made of
// a table with one. What is printed is a table again, the links in front.

import { readFile, writeFile } from 'node:fs/promises';
import { csvLine } from '#shared/csv.ts';
import { DataError } from '#shared/errors.ts';
import { readLinks } from '#shared/links/read-links.ts';
import type { LinkCheck, LinkWish } from '#shared/schema/links.ts';
import { plural } from '#shared/words.ts';
import { isRefused, type LinkDesk } from '../links/desk.ts';
import type { Call } from './command.ts';
import { printJson } from './output.ts';
import { plain } from './table.ts';

/** `throughline link --bulk`: prints (or writes) the links, and answers the exit code. */
export async function linkTable(call: Call, desk: LinkDesk, by: string): Promise<number> {
  const path = call.text('bulk') as string;
  const table = readLinks(path === '-' ? await readStdin() : await readTable(path));
  if (table.missing.length > 0 || table.rows.length === 0) {
    throw new DataError({
      code: 'links-table',
      what: table.missing.length > 0 ? 'The table of links lacks columns.' : 'The table of links has no rows.',
      where: path,
      found: table.missing.length > 0 ? `no column ${table.missing.join(', ')}` : 'a header and nothing below it',
      expected: 'url, source, medium, campaign; and content, term, id, slug, label where wanted',
      remedy: 'Name the columns in the first line.',
    });
  }
  const found = await desk.checkTable(table.rows);
  const force = call.flag('force');
  const bad = found.filter(({ problems }) => isRefused(problems, force));
  for (const column of table.unknown) call.io.err(`note: the column “${plain(column)}” means nothing here.\n`);
  for (const { line, problems } of found)
    for (const { severity, field, what, found: text, remedy } of problems)
      call.io.err(`${path}:${line}: ${severity}: ${field}: ${plain(`${what}${text ? ` (${text})` : ''} ${remedy}`)}\n`);
  // With --force lines with errors are left out, and the others made.
  const good = table.rows.filter((_, i) => !isRefused(found[i].problems, force));
  if (bad.length > 0 && (!force || good.length === 0)) {
    if (call.flag('json')) printJson(call, { kept: 0, rows: found });
    call.io.err(`Nothing was made: ${bad.length} of ${found.length} lines are bad.\n`);
    return 1;
  }
  const added = call.flag('check')
    ? []
    : await desk.keep(
        good.map(({ wish }) => wish),
        by,
        new Date().toISOString(),
      );
  const text = tableOf(
    good.map(({ wish, line }) => [wish, found.find(row => row.line === line) as LinkCheck] as const),
  );
  const out = call.text('out');
  if (out !== undefined) await writeFile(out, text);
  if (call.flag('json')) printJson(call, { kept: added.length, rows: found });
  else if (out === undefined) call.io.out(text);
  const isNew = added.filter(({ what }) => what === 'added').length;
  call.io.err(
    `${plural(good.length, 'link')}, ${isNew} new in the register${bad.length > 0 ? `; ${plural(bad.length, 'bad line')} left out` : ''}${out === undefined ? '' : `; written to ${out}`}.\n`,
  );
  return bad.length > 0 ? 1 : 0;
}

function tableOf(rows: readonly (readonly [LinkWish, LinkCheck])[]): string {
  const header = ['link', 'channel', 'url', 'source', 'medium', 'campaign', 'content', 'term', 'id', 'slug', 'label'];
  return [
    csvLine(header),
    ...rows.map(([wish, { link: made, channel }]) =>
      csvLine([
        made,
        channel,
        wish.url,
        wish.source,
        wish.medium,
        wish.campaign,
        wish.content,
        wish.term,
        wish.campaignId,
        wish.slug,
        wish.label,
      ]),
    ),
  ].join('');
}

async function readTable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new DataError({
      code: 'file-unreadable',
      what: 'The table of links cannot be read.',
      where: path,
      found: (cause as NodeJS.ErrnoException).code,
      remedy: 'Check its path.',
      cause,
    });
  }
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}
