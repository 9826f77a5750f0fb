// The links between a person's keys, printed: how each was made, whether it is hard or soft, and the first row that says so.

import { aboutHow } from '#shared/identity/hows.ts';
import type { JourneyAnswer } from '#shared/schema/index.ts';
import type { Call } from './command.ts';
import { paint } from './io.ts';
import { plain } from './table.ts';

/** Why keys are one: '=' a hard link, '~' a soft one. */
export function printLinks(call: Call, links: JourneyAnswer['links']): void {
  const { io } = call;
  const { bold, dim } = paint(io);
  if (links.length === 0) return;
  io.out(`\n${bold('How the records were joined')} ${dim('= hard, ~ soft: may be wrong')}\n`);
  for (const { a, b, how, hard, from } of links)
    io.out(
      `  ${plain(a)} ${hard ? '=' : '~'} ${plain(b)}  ${plain(how)} ${dim(`${hard ? 'hard' : 'soft'} ${plain(from)}`)}\n`,
    );
  for (const how of new Set(links.map(link => link.how))) {
    const about = aboutHow(how);
    if (about !== '') io.out(`  ${dim(`${plain(how)}: ${about}`)}\n`);
  }
}
