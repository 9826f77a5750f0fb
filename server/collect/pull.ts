// Brings the lines of a remote collector into the journals of this machine: chunk by chunk, each on disk here before the
// cursor moves on. Ended at any point and begun again it goes on; what comes twice does no harm, as each hit has its id.

import { UsageError } from '#shared/errors.ts';
import { fetchRemote, notCollector } from './fetch-remote.ts';
import type { Journals } from './journals.ts';
import { type PulledCollector, readPulled, writePulled } from './pulled.ts';

export interface PullRequest {
  /** https://collect.acme.com */
  url: string;
  /** Left out: the one that was right the last time. */
  token?: string;
  /** Allows http:// to another machine. */
  insecure?: boolean;
}

export interface PullAnswer {
  url: string;
  /** Channel → lines that came. */
  lines: Record<string, number>;
  /** The collector's journal was begun anew since the last time, and was read from its start. */
  isAnew: boolean;
  /** False where time was up before all had come: ask again. */
  isDone: boolean;
}

interface Channel {
  readonly id: string;
  readonly end: string;
}

/** Throws UsageError for an address that no collector can have; the origin where it is one. */
export function collectorOrigin(text: string, insecure: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isPlain = url?.protocol === 'http:';
  const hasPath = url && (url.pathname !== '/' || url.search !== '' || url.username !== '');
  if (url && !hasPath && (url.protocol === 'https:' || (isPlain && (isLoopback || insecure)))) return url.origin;
  throw new UsageError({
    code: 'collector-url',
    what: isPlain ? 'A token is not sent over plain http.' : 'This is no address of a collector.',
    found: text.slice(0, 200),
    expected: 'https and a host, without user or path: https://collect.acme.com',
    remedy: isPlain && !hasPath ? 'Use https://, or --insecure if the way there is safe otherwise (a VPN).' : undefined,
  });
}

/** Pulls until all has come or, after a whole chunk, `until` says so. */
export async function pull(
  request: PullRequest,
  { folder, journals, until }: { folder: string; journals: Journals; until: () => boolean },
): Promise<PullAnswer> {
  const url = collectorOrigin(request.url, request.insecure === true);
  const file = await readPulled(folder);
  const token = request.token ?? file[url]?.token;
  if (!token) {
    throw new UsageError({
      code: 'collector-token',
      what: 'This collector was never pulled: its token is needed once.',
      where: url,
      remedy: `throughline pull ${url} --token TOKEN; the collector prints it when it starts, and keeps it in collector.json.`,
    });
  }
  const listed = await fetchRemote(url, '/v1/journal', token);
  const { id, channels } = readList(url, listed.text);
  const known = file[url];
  const isAnew = known?.journal !== undefined && known.journal !== id;
  const collector: PulledCollector = { token, journal: id, cursors: isAnew ? {} : (known?.cursors ?? {}) };
  file[url] = collector;
  await writePulled(folder, file);

  const answer: PullAnswer = { url, lines: {}, isAnew, isDone: true };
  for (const { id: channel, end } of channels) {
    const journal = await journals.channel(channel);
    answer.lines[channel] = 0;
    // Its disk was put back to an earlier day: what it has now is read once more.
    if (isBefore(end, collector.cursors[channel] ?? '1:0')) {
      collector.cursors[channel] = '1:0';
      answer.isAnew = true;
    }
    // Up to where it ended when asked first: what comes meanwhile comes with the next pull.
    while (isBefore(collector.cursors[channel] ?? '1:0', end)) {
      if (until()) {
        answer.isDone = false;
        return answer;
      }
      const chunk = await fetchRemote(
        url,
        `/v1/journal/${channel}?after=${collector.cursors[channel] ?? '1:0'}`,
        token,
      );
      if (chunk.journal !== id || !isCursor(chunk.next)) throw notCollector(url, 'no place to go on from');
      const lines = chunk.text.split('\n');
      // A reply that broke off in the middle of a line: what is whole comes again.
      if (lines.pop() !== '' || lines.some(line => !line.startsWith('{') || /[\r\0]/.test(line)))
        throw notCollector(url, 'lines that are no JSON objects');
      await journal.append(lines);
      answer.lines[channel] += lines.length;
      if (chunk.next === collector.cursors[channel]) break;
      collector.cursors[channel] = chunk.next;
      await writePulled(folder, file);
    }
    // Only sealed files are taken on from here.
    if (answer.lines[channel] > 0) await journal.seal();
  }
  return answer;
}

function readList(url: string, text: string): { id: string; channels: Channel[] } {
  try {
    const { id, channels } = JSON.parse(text) as { id: string; channels: Channel[] };
    const isRight =
      typeof id === 'string' && channels.every(c => /^[a-z0-9][a-z0-9-]{0,63}$/.test(c.id) && isCursor(c.end));
    if (isRight) return { id, channels };
  } catch {
    // Told below.
  }
  throw notCollector(url, text.slice(0, 100));
}

const isCursor = (text: unknown): text is string => typeof text === 'string' && /^\d{1,8}:\d{1,15}$/.test(text);

function isBefore(a: string, b: string): boolean {
  const [segmentA, offsetA] = a.split(':').map(Number);
  const [segmentB, offsetB] = b.split(':').map(Number);
  return segmentA === segmentB ? offsetA < offsetB : segmentA < segmentB;
}
