// throughline pull: what a public collector kept, into this machine's workspace. The companion does it where one holds the
// folder; else this process does.

import { Journals } from '../collect/journals.ts';
import { collectorOrigin, type PullAnswer, type PullRequest, pull as pullLines } from '../collect/pull.ts';
import { RemoteEngine } from '../companion/remote-engine.ts';
import { openDataFolder } from '../data-folder.ts';
import { findCompanion } from '../open-engine.ts';
import { type Call, type Command, jsonOption } from './command.ts';
import { paint } from './io.ts';
import { printJson } from './output.ts';

export const pull = {
  id: 'pull',
  takes: 'URL',
  about: 'Brings what a public collector (serve --collect) kept since the last time into this workspace.',
  words: [1, 1],
  options: [
    { name: 'token', value: 'TOKEN', about: "the collector's; remembered from the first time on" },
    { name: 'insecure', about: 'allow plain http to another machine: the token and all hits go unencrypted' },
    jsonOption,
  ],
  more: `Ended at any point it goes on from there the next time; nothing is lost, and nothing counts twice.
Every hour, by cron: 7 * * * * npx throughline pull https://collect.acme.com`,
  async run(call) {
    const request: PullRequest = {
      url: collectorOrigin(call.words[0], call.flag('insecure')),
      token: call.text('token'),
      insecure: call.flag('insecure'),
    };
    const total = await pullAll(call, request);
    if (call.flag('json')) printJson(call, total);
    else call.io.out(`${said(total, paint(call.io).bold)}\n`);
    return 0;
  },
} satisfies Command;

async function pullAll(call: Call, request: PullRequest): Promise<Omit<PullAnswer, 'isDone'>> {
  openDataFolder(call.folder);
  const companion = await findCompanion(call.folder);
  if (companion) {
    const engine = new RemoteEngine(companion);
    const total: Omit<PullAnswer, 'isDone'> = { url: request.url, lines: {}, isAnew: false };
    for (;;) {
      const { lines, isAnew, isDone } = await engine.pull(request);
      for (const [channel, count] of Object.entries(lines)) total.lines[channel] = (total.lines[channel] ?? 0) + count;
      total.isAnew ||= isAnew;
      if (isDone) return total;
    }
  }
  const journals = await Journals.open(call.folder);
  try {
    const { isDone: _all, ...total } = await pullLines(request, { folder: call.folder, journals, until: () => false });
    return total;
  } finally {
    await journals.close();
  }
}

function said({ url, lines, isAnew }: Omit<PullAnswer, 'isDone'>, bold: (text: string) => string): string {
  const came = Object.entries(lines).filter(([, count]) => count > 0);
  const rows = came.map(([channel, count]) => `  ${channel.padEnd(20)} ${count.toLocaleString('en-GB')} lines`);
  return [
    came.length > 0 ? `From ${bold(url)}:` : `Nothing new at ${bold(url)}.`,
    ...rows,
    ...(isAnew ? ['Its journal was begun anew since the last time, and was read from the start.'] : []),
  ].join('\n');
}
