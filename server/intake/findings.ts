// What the doctor says of the collector: that it has gone quiet, what it refused and why, and how much of what it keeps says
// nothing of whose it is. A page that is refused looks like a campaign that doesn't work.

import { formats } from '#shared/formats/index.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import type { DoctorAnswer } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import { formatInstant } from '#shared/time.ts';
import { type DropReason, readDropped } from '../collect/dropped.ts';
import { type Finding, finding } from '../reports/finding.ts';
import type { Store } from '../store/store.ts';
import { channelsIn } from './day-archive.ts';
import { readProblems } from './problems.ts';

const dayMs = 86_400_000;
/** Over a long weekend a small site may well have nobody. */
const silentDays = 3;
/** Longer ago it was taken down, and its owner knows. */
const goneDays = 60;
/** It used to send: on so many of the days before its last. */
const usualDays = 5;
/** What was refused is told of these days. */
const droppedDays = 14;
/** Fewer hits say nothing of shares. */
const leastHits = 100;

export async function collectorFindings(
  store: Store,
  folder: string,
  settings: Settings,
  now: number,
): Promise<DoctorAnswer['findings']> {
  const findings = [
    ...(await refused(folder, settings, now)),
    strangeChannels(folder),
    stuckDays(folder),
    await silent(store, settings.zone, now),
    await withoutConsent(store),
    await late(store),
  ];
  return findings.filter(one => one !== null);
}

const ofHits = "FROM event JOIN import ON import.id = import_id WHERE format = 'hits'";

async function silent(store: Store, zone: string, now: number): Promise<Finding | null> {
  const row = await store.first<{ last: number | null; days: number }>(
    `SELECT max("at") / 1000.0 AS last, (SELECT count(DISTINCT "at" // 86400000000) ${ofHits}
       AND "at" > (SELECT max("at") ${ofHits}) - ${14 * dayMs * 1000}) AS days ${ofHits}`,
  );
  if (!row?.last) return null;
  const days = Math.floor((now - row.last) / dayMs);
  if (days < silentDays || days > goneDays || row.days < usualDays) return null;
  return finding(
    'warning',
    'collector-silent',
    `No hit for ${days} days, though there were some on ${row.days} of the 14 days before`,
    [`the last: ${formatInstant(row.last, zone)}`],
    'Open a page of the site and see whether /v1/collect answers 204; where a collector stands elsewhere, throughline pull brings its hits.',
    days,
  );
}

const reasons: Readonly<Record<'site' | 'fault' | 'filter', readonly DropReason[]>> = {
  site: ['not a declared site'],
  fault: ['wrong shape', 'too large', 'too many', 'too old'],
  filter: ['bot', 'preview', 'excluded address', 'excluded host', 'no consent'],
};

async function refused(folder: string, { sites }: Settings, now: number): Promise<(Finding | null)[]> {
  const since = new Date(now - droppedDays * dayMs).toISOString().slice(0, 10);
  const counts = new Map<DropReason, Map<string, number>>();
  for (const [day, byReason] of Object.entries(await readDropped(folder))) {
    if (day < since) continue;
    for (const [reason, hosts] of Object.entries(byReason)) {
      const own = counts.get(reason as DropReason) ?? new Map<string, number>();
      counts.set(reason as DropReason, own);
      for (const [host, n] of Object.entries(hosts)) own.set(host, (own.get(host) ?? 0) + n);
    }
  }
  const told = (kind: keyof typeof reasons, isByHost: boolean): { examples: string[]; count: number } => {
    const rows = reasons[kind].flatMap(reason => {
      const hosts = [...(counts.get(reason) ?? [])].sort((a, b) => b[1] - a[1]);
      if (isByHost) return hosts.map(([host, n]) => ({ text: `${host}: ${n}`, n }));
      const n = hosts.reduce((sum, [, one]) => sum + one, 0);
      return n === 0 ? [] : [{ text: `${reason}: ${n} (${hosts[0][0]}${hosts.length > 1 ? ' …' : ''})`, n }];
    });
    rows.sort((a, b) => b.n - a.n);
    return { examples: rows.map(({ text }) => text), count: rows.reduce((sum, { n }) => sum + n, 0) };
  };
  const site = told('site', true);
  const fault = told('fault', false);
  const filter = told('filter', false);
  const host = site.examples[0]?.split(':', 1)[0] ?? '';
  return [
    finding(
      'warning',
      'hits-of-undeclared-sites',
      `Requests of the last ${droppedDays} days from pages of no declared site: they were refused`,
      site.examples,
      `If a site is yours, declare it: throughline settings set sites ${[...sites, host].join(',')}`,
      site.count,
    ),
    finding(
      'warning',
      'hits-refused',
      `Hits of the last ${droppedDays} days that could not be kept`,
      fault.examples,
      'Renew the snippet on the pages (throughline snippet); "too many" is one sender above the limit, most often a script.',
      fault.count,
    ),
    finding(
      'info',
      'hits-filtered',
      `Hits of the last ${droppedDays} days that were left out on purpose`,
      filter.examples,
      'Nothing to do, unless people are among them: then look at excluded-ips and excluded-hosts.',
      filter.count,
    ),
  ];
}

function strangeChannels(folder: string): Finding | null {
  const known = new Set(formats.map(({ id }) => id));
  return finding(
    'warning',
    'journal-unread',
    'Parts of the journal that no format reads: what lies there stays there',
    channelsIn(folder)
      .filter(channel => !known.has(channel))
      .map(channel => `journal/${channel}`),
    'A newer version of Throughline may have written it: update, or take the folder away.',
  );
}

function stuckDays(folder: string): Finding | null {
  const problems = readProblems(folder);
  return finding(
    'error',
    'journal-stuck',
    'Days of the journal that could not be taken in: what came on them is in no answer, and is tried again by itself',
    problems.map(({ file, what, found }) => {
      const reason = what.includes(file) ? what : `${file}: ${what}`;
      return found ? `${reason} (${found})` : reason;
    }),
    problems[0]?.remedy ?? 'Mend what is named; the next try is within the hour, or at the next start.',
  );
}

async function withoutConsent(store: Store): Promise<Finding | null> {
  const row = await store.first<{ hits: number; denied: number; undecided: number }>(
    `SELECT count(*) AS hits, count(*) FILTER (consent = 'denied') AS denied, count(*) FILTER (consent = 'undecided') AS undecided
     FROM (SELECT json_extract_string(properties, '$.consent') AS consent ${ofHits} AND kind IN (${kindNumber.visit}, ${kindNumber.page}))`,
  );
  if (!row || row.hits < leastHits || row.denied + row.undecided < row.hits / 5) return null;
  const share = (n: number) => `${Math.round((100 * n) / row.hits)} %`;
  return finding(
    'info',
    'hits-without-consent',
    'Visits that were counted without identity, as nobody consented: no journey can be made of them',
    [`denied: ${share(row.denied)} of ${row.hits}`, `undecided: ${share(row.undecided)}`],
    'Where most are undecided the banner may never tell the snippet: see the setting consent.',
    row.denied + row.undecided,
  );
}

/** The archive's day is when a hit was received, by the collector's clock. */
async function late(store: Store): Promise<Finding | null> {
  const row = await store.first<{ hits: number; late: number; most: number }>(
    `SELECT count(*) AS hits, count(*) FILTER (days > 1) AS late, coalesce(max(days), 0) AS most FROM (
       SELECT date_diff('day', make_timestamp("at"), CAST(regexp_extract(file, '(\\d{4}-\\d{2}-\\d{2})[.]ndjson$', 1) AS TIMESTAMP)) AS days
       ${ofHits} AND sha256 = 'grows')`,
  );
  if (!row || row.hits < leastHits || row.late < row.hits / 20) return null;
  return finding(
    'info',
    'hits-late',
    'Hits that came more than a day after they were made: past days go on changing',
    [`${row.late} of ${row.hits}, up to ${row.most} days late`],
    'The collector was away, or clocks of visitors are wrong by days; read a day’s figures two days later.',
    row.late,
  );
}
