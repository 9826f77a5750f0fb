// throughline serve --collect: a public collector, on a small server behind a proxy that does TLS.

import { UsageError } from '#shared/errors.ts';
import { startCollector } from '../collect/collector-server.ts';
import { SettingsStore } from '../settings.ts';
import type { Call } from './command.ts';
import { paint } from './io.ts';
import { folderFlag, portOf } from './serve-options.ts';

const usualCollectorPort = 4518;

export async function serveCollector(call: Call): Promise<number> {
  const { io, folder } = call;
  const ended = io.untilEnded();
  const { bold, dim, amber } = paint(io);
  const publicOrigin = publicOriginOf(call);
  const collector = await startCollector({
    folder,
    publicOrigin,
    port: portOf(call, usualCollectorPort),
    keepDays: keepDaysOf(call),
    log: process.stderr,
  });
  try {
    const { sites } = await new SettingsStore(folder).read();
    const flags = folderFlag(call);
    io.out(
      [
        `${bold('Throughline')} collects on ${bold(collector.url)}, for ${bold(publicOrigin)}`,
        dim(`data folder: ${folder}`),
        sites.length > 0
          ? `It takes hits of ${sites.join(', ')} and their subdomains.`
          : amber(`It takes no hits yet: throughline settings set sites acme.com${flags}`),
        '',
        `1. A proxy on this machine does TLS for ${publicOrigin} and passes it on to ${collector.url}. With Caddy:`,
        `     ${new URL(publicOrigin).host} { reverse_proxy ${collector.url.replace('http://', '')} }`,
        '2. Every page of the sites:',
        `     <script async src="${publicOrigin}/tl.js"></script>`,
        '3. On the machine with your workspace, as often as you like:',
        `     npx throughline pull ${publicOrigin} --token ${collector.token}`,
        '   The token opens all that is kept here: give it to nobody.',
        '',
        dim('Ctrl-C ends it.'),
        '',
      ].join('\n'),
    );
    await ended;
  } finally {
    await collector.close();
  }
  io.err('The collector has ended.\n');
  return 0;
}

function publicOriginOf(call: Call): string {
  const text = call.text('public-origin');
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isOrigin = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url && isOrigin && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))) return url.origin;
  throw new UsageError({
    code: 'public-origin',
    what: 'A collector must know how browsers reach it.',
    where: '--public-origin',
    found: text ?? 'nothing',
    expected: 'an https address without a path: https://collect.acme.com (http only on this machine, to try it)',
    remedy: 'throughline serve --collect --public-origin https://collect.acme.com',
  });
}

function keepDaysOf(call: Call): number | undefined {
  const text = call.text('keep');
  if (text === undefined) return undefined;
  const days = Number(/^(\d{1,5}(?:\.\d+)?)d?$/.exec(text)?.[1] ?? Number.NaN);
  if (days >= 0) return days;
  throw new UsageError({
    code: 'keep',
    what: `Not a number of days: "${text}".`,
    where: '--keep',
    found: text,
    expected: 'days such as 30',
  });
}
