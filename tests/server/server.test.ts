import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readCompanion } from '../../server/companion/companion-file.ts';
import { startCompanion } from '../../server/server.ts';
import { sampleFolder } from '../sample-folder.ts';

// Kept connections are kept for more than the minute that a test may take.
test('closing waits for answers under way, and not for connections that whoever asked keeps open', async () => {
  const folder = await sampleFolder('close');
  const server = await startCompanion({ folder, port: 0 });
  const { url, token } = readCompanion(folder)!;
  let answered = 0;
  /** Asks on one connection until it is turned away. */
  const askOn = async () => {
    for (;;) {
      const reply = await fetch(`${url}/v1/journeys.arrow?table=touches`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await reply.text();
      if (!reply.ok) return;
      answered++;
    }
  };
  const asking = Promise.allSettled([askOn(), askOn()]);
  while (answered < 10) await new Promise(resolve => setTimeout(resolve, 5));
  await server.close();
  await asking;
  expect(readCompanion(folder)).toBeUndefined();
  await rm(folder, { recursive: true, force: true });
});
