// How a companion ends while others are connected to it.

import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startCompanion } from '../../server/server.ts';
import { sampleFolder } from '../sample-folder.ts';

test('a connection that a browser keeps ready and never used does not hold it up', async () => {
  const folder = await sampleFolder('closing');
  const companion = await startCompanion({ folder, port: 0 });
  const spare = connect(Number(new URL(companion.url).port), '127.0.0.1');
  await once(spare, 'connect');
  // Asked meanwhile by another: the server has met the spare one by then.
  expect((await fetch(companion.url)).status).toBe(200);
  const ended = once(spare, 'close');
  await companion.close();
  await ended;
  await rm(folder, { recursive: true, force: true });
});
