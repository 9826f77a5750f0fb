// A server to load, in a process of its own: `ours FOLDER` the public collector with everything it does, without its limits
// of requests a minute; `bare` a Fastify route that answers 204 and does nothing. Prints its address.

import Fastify from 'fastify';
import { buildCollectorApp } from '../../server/collect/collector-app.ts';
import { Journals } from '../../server/collect/journals.ts';

const [kind, folder] = process.argv.slice(2);

async function ours() {
  const unlimited = Number.MAX_SAFE_INTEGER;
  return buildCollectorApp({
    folder,
    journals: await Journals.open(folder),
    publicOrigin: 'http://127.0.0.1',
    access: { id: 'bench', token: 'bench' },
    rates: { perAddress: unlimited, overall: unlimited },
  });
}

function bare() {
  const app = Fastify();
  app.post('/v1/collect', (_request, reply) => reply.code(204).send());
  return app;
}

const app = kind === 'ours' ? await ours() : bare();
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);
});
