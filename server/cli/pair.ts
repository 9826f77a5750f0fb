// throughline pair: a fresh six-digit code to type into the extension, or a link to the import page.

import { ConnectionError } from '#shared/errors.ts';
import { RemoteEngine } from '../companion/remote-engine.ts';
import { findCompanion } from '../open-engine.ts';
import type { Command } from './command.ts';
import { paint } from './io.ts';
import { documentOptions, printJson, wantsJson } from './output.ts';

export const pair = {
  id: 'pair',
  about: 'Prints a fresh six-digit code for the "Pairing code" field of the extension, or a link to the import page.',
  words: [0, 0],
  options: [{ name: 'page', about: 'a link that opens the import page in a browser, once' }, ...documentOptions],
  more: 'The code is good for five minutes, five tries, and once. A fresh one voids the one before.',
  async run(call) {
    const companion = await findCompanion(call.folder);
    if (!companion) {
      throw new ConnectionError({
        code: 'companion-none',
        what: 'No companion holds this data folder, so there is nothing to pair with.',
        where: call.folder,
        remedy: 'Start one in another terminal: throughline serve',
      });
    }
    if (call.flag('page')) {
      const url = await new RemoteEngine(companion).pageLink();
      if (wantsJson(call)) printJson(call, { url });
      else call.io.out(`${paint(call.io).bold(url)}\nIt opens the import page, once.\n`);
      return 0;
    }
    const code = await new RemoteEngine(companion).pairingCode();
    if (wantsJson(call)) printJson(call, { ...code, url: companion.url });
    else {
      const until = new Date(code.expiresAt).toTimeString().slice(0, 5);
      call.io.out(
        `Pairing code: ${paint(call.io).bold(code.code)}\nType it into the extension by ${until}; it works once. Companion: ${companion.url}\n`,
      );
    }
    return 0;
  },
} satisfies Command;
