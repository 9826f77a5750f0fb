// throughline serve: the companion, until it is asked to end.

import { describeError, ThroughlineError } from '#shared/errors.ts';
import { whyNoScreen } from '../browser/screen.ts';
import type { OpenWindow } from '../browser/try-sample.ts';
import { inboxIn } from '../inbox/outcome.ts';
import { type CompanionServer, startCompanion } from '../server.ts';
import { type Call, type Command, wrongUse } from './command.ts';
import { paint } from './io.ts';
import { sampleLine } from './output.ts';
import { folderFlag, portOf } from './serve-options.ts';
import { plain, plainLines } from './table.ts';

export const usualPort = 4517;

export const serve = {
  id: 'serve',
  about: 'Starts the companion on this machine: what the extension and every other command ask.',
  words: [0, 0],
  options: [
    { name: 'port', value: 'N', about: `port on 127.0.0.1 (${usualPort}); 0: any free one` },
    { name: 'no-open', about: 'open no browser' },
    { name: 'collect', about: 'be a public collector instead: only takes in what the tracking snippet sends' },
    { name: 'public-origin', value: 'URL', about: 'of a collector: how browsers reach it, https://collect.acme.com' },
    { name: 'keep', value: 'DAYS', about: 'of a collector: how long what was pulled stays there (30)' },
  ],
  more: `On an empty data folder it serves a sample company until the first file is imported, and opens a browser window
with the extension on pages made for trying it (where there is a screen; never with --no-open or in CI).
It listens on 127.0.0.1 only; nothing leaves the machine. Ctrl-C ends it.`,
  async run(call) {
    const { io, folder } = call;
    if (call.flag('collect')) return (await import('./serve-collector.ts')).serveCollector(call);
    for (const name of ['public-origin', 'keep'])
      if (call.flag(name)) throw wrongUse(serve, `--${name} is for a collector.`, `--collect --${name} …`);
    // Heard from the first moment on: a signal while it starts ends it once it has.
    const ended = io.untilEnded();
    const { bold, dim, amber } = paint(io);
    const companion = await startCompanion({
      folder,
      port: portOf(call, usualPort),
      log: process.stderr,
      onInbox: (name, { kind, text }) => {
        const words = { done: 'taken in', failed: 'not taken in', waits: 'waits' };
        io.out(`inbox: ${plain(name)} ${words[kind]}${text ? `: ${plain(text.split('\n', 1)[0])}` : ''}\n`);
      },
    });
    const status = await companion.engine.status();
    const flags = folderFlag(call);
    io.out(
      [
        `${bold('Throughline')} ${status.version} listens on ${bold(companion.url)}`,
        dim(`data folder: ${folder}`),
        ...(status.workspace.sample ? [amber(sampleLine)] : []),
        '',
        `Import files in a browser: ${bold(companion.pageLink())} (works once; another: npx throughline pair --page${flags})`,
        `or drop them into ${inboxIn(folder)}`,
        '',
        'Try, in another terminal:',
        `  npx throughline report --by campaign${flags}`,
        `  npx throughline compare --by channel${flags}`,
        status.workspace.sample ? `  npx throughline import FILE…${flags}` : `  npx throughline doctor${flags}`,
        '',
        dim(`HTTP interface: ${companion.url}/docs · pair the extension: npx throughline pair${flags} · Ctrl-C ends`),
        '',
      ].join('\n'),
    );
    let window: Promise<OpenWindow | undefined> | undefined;
    if (status.workspace.sample && !call.flag('no-open')) window = openWindow(call, companion, flags);
    try {
      await Promise.race([ended, companion.broken]);
    } finally {
      await companion.close();
      await (await window)?.close();
    }
    io.err('Throughline has ended.\n');
    return 0;
  },
} satisfies Command;

/** A window on the sample, where anybody would see it; says what to do by hand where it can't be. Never fails. */
async function openWindow(call: Call, companion: CompanionServer, flags: string): Promise<OpenWindow | undefined> {
  const { io, folder } = call;
  const { extensionDir, isBuilt, openSampleWindow } = await import('../browser/try-sample.ts');
  const byHand = [
    'To see the extension on the sample company:',
    ...(isBuilt() ? [] : ['  0. build it: npm run build']),
    `  1. in Chrome or Edge open chrome://extensions, switch on Developer mode, "Load unpacked": ${extensionDir}`,
    `  2. npx throughline pair${flags}, and type the code into the extension`,
    `  3. open ${companion.url}/replica/`,
    '',
  ].join('\n');
  const reason = whyNoScreen(process.platform, io.env);
  if (reason) {
    io.out(`No browser window was opened: ${reason}.\n${byHand}`);
    return undefined;
  }
  try {
    const window = await openSampleWindow({ url: companion.url, folder, pairingCode: companion.pairingCode });
    const pages = `${companion.url}/replica/`;
    io.out(
      window.isPaired
        ? `A browser window is open on the sample company, with the extension paired. All its pages: ${pages}\n`
        : `A browser window is open on the sample company. The extension is not paired yet: npx throughline pair${flags}\n`,
    );
    void window.closed.then(() => io.out('The browser window is closed; the companion goes on. Ctrl-C ends it.\n'));
    return window;
  } catch (error) {
    // The companion is what was asked for; a window is for show.
    io.err(`${plainLines(error instanceof ThroughlineError ? describeError(error) : String(error))}\n${byHand}`);
    return undefined;
  }
}
