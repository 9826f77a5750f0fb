// What is connected, missing, unmatched or stale, and what to do about each. One function a finding; a finding that finds
// nothing isn't there. There is no clock: stale means behind the newest of the workspace's own data.

import { type Answers, unmatched } from '#shared/report/index.ts';
import type { DoctorAnswer, KeptLink } from '#shared/schema/index.ts';
import { isUnfilledWarning } from '#shared/sources/warnings.ts';
import { formatDay, formatInstant } from '#shared/time.ts';
import { plural } from '#shared/words.ts';
import { Directory } from '../identity/directory.ts';
import type { Store } from '../store/store.ts';
import { fileFindings } from './doctor-files.ts';
import { linkFindings } from './doctor-links.ts';
import { type Finding, finding } from './finding.ts';

type Source = DoctorAnswer['sources'][number];

/** Days that one kind of source may lie behind the newest before it is called stale. */
const STALE_DAYS = 7;

/** Looks through everything, `links` being the register of tracking links; findings with errors first, then warnings, then what is only worth knowing. */
export async function doctor(store: Store, answers: Answers, links: readonly KeptLink[] = []): Promise<DoctorAnswer> {
  const directory = await Directory.open(store, answers.settings);
  const sources = await readSources(store, answers.settings.zone);
  const findings = [
    amountsWithoutRate(answers),
    await rejects(store),
    ...(await fileFindings(store)),
    wonWithoutDate(answers),
    spendWithoutVisits(answers),
    visitsWithoutSpend(answers),
    ...(await sourceWarnings(store)),
    ...(await linkFindings(store, links)),
    await dealsWithoutPeople(directory),
    await factsWithoutDeal(store),
    conversionsWithoutTouch(answers),
    stale(sources),
    await sharedDevices(directory),
    await ambiguousCalls(directory),
    disputedDomains(directory),
    ...missingKinds(answers),
  ].filter(finding => finding !== null);
  const order = { error: 0, warning: 1, info: 2 };
  return { findings: findings.sort((a, b) => order[a.severity] - order[b.severity]), sources };
}

function amountsWithoutRate(answers: Answers): Finding | null {
  const lacking = new Map<string, Set<number>>();
  let count = 0;
  const note = (code: string, day: number) => {
    count++;
    const days = lacking.get(code);
    if (days) days.add(day);
    else lacking.set(code, new Set([day]));
  };
  for (const name of ['opportunities', 'won'] as const) {
    const { value, day, conversions } = answers.set(name);
    value.forEach((v, i) => {
      if (Number.isNaN(v)) note(conversions.currencies[conversions.currency[i]], day[i]);
    });
  }
  const { spend } = answers.workspace;
  answers.spendCost.forEach((cost, i) => {
    if (Number.isNaN(cost)) note(spend.currencies[spend.currency[i]], spend.day[i]);
  });
  const examples = [...lacking].sort().map(([code, days]) => {
    const sorted = [...days].sort((a, b) => a - b);
    const span = sorted.length === 1 ? 'on' : `on ${sorted.length} days, from`;
    return `${code} → ${answers.currency} ${span} ${formatDay(sorted[0])}`;
  });
  return finding(
    'error',
    'no-exchange-rate',
    'Amounts that no exchange rate is known for: they are left out of every sum',
    examples,
    `Set a rate with throughline settings set fx.${[...lacking.keys()].sort()[0] ?? 'CUR'} RATE, or import an fx file.`,
    count,
  );
}

async function rejects(store: Store): Promise<Finding | null> {
  const rows = await store.all<{ file: string; reason: string; n: number }>(
    `SELECT import.file AS file, reason, count(*) AS n FROM reject JOIN import ON import.id = import_id
     GROUP BY ALL ORDER BY n DESC, file, reason`,
  );
  return finding(
    'warning',
    'rejected-rows',
    'Rows that could not be read and were set aside',
    rows.map(({ file, reason, n }) => `${file}: ${n} × ${reason}`),
    'Mend the rows in the file and import it again; rows that are already in stay as they are.',
    rows.reduce((sum, { n }) => sum + Number(n), 0),
  );
}

function wonWithoutDate({ workspace }: Answers): Finding | null {
  const { conversions } = workspace.sets.won;
  const labels = conversions.label.filter((_, i) => conversions.excluded.dict[conversions.excluded.code[i]] !== '');
  return finding(
    'warning',
    'won-without-date',
    'Deals that are won and have no date: they are left out of every sum',
    labels,
    'Export the deals with their close date, or set it in the CRM.',
  );
}

function spendWithoutVisits({ join }: Answers): Finding | null {
  const examples = unmatched(join).spend.map(
    ({ platform, id, name }) => `${platform}: ${name || id}${id && name ? ` (${id})` : ''}`,
  );
  return finding(
    'warning',
    'spend-without-visits',
    'Campaigns with cost that no visit is tagged with',
    examples,
    'Tag their links with the campaign’s name or id, or join them by hand: throughline settings set campaign-map "platform/visits’ name=platform/spend’s name".',
  );
}

function visitsWithoutSpend({ join }: Answers): Finding | null {
  const rows = [...unmatched(join).visits].sort((a, b) => b.visits - a.visits);
  return finding(
    'warning',
    'visits-without-spend',
    'Campaigns that visits name and no cost report has',
    rows.map(({ platform, id, name, visits }) => `${platform}: ${name || id} (${plural(visits, 'visit')})`),
    'Import the cost of their period, or join them by hand with the setting campaign-map.',
  );
}

const warningKinds = [
  {
    code: 'unexpanded-macros',
    is: isUnfilledWarning,
    what: 'Links whose placeholders ({campaignid}, {{ad.id}} …) were never filled in',
    remedy: 'Mend the tracking template in the ad platform; what it left empty counts as missing.',
  },
  {
    code: 'internal-tags',
    is: (warning: string) => warning.includes('link between own pages'),
    what: 'utm tags on links between own pages: they don’t count',
    remedy: 'Take the utm tags off links within your own site.',
  },
  {
    code: 'contradicting-sources',
    is: () => true,
    what: 'Visits whose tags contradict each other',
    remedy: 'Mend the tags; the rule that was followed stands with each example.',
  },
] as const;

async function sourceWarnings(store: Store): Promise<(Finding | null)[]> {
  const rows = await store.all<{ warning: string; n: number }>(
    `WITH told AS (SELECT id, unnest(from_json(warnings, '["VARCHAR"]')) AS warning FROM source WHERE warnings IS NOT NULL AND warnings <> '[]')
     SELECT warning, count(*) AS n FROM told JOIN source_ref ON source_id = told.id JOIN event USING (ref)
     GROUP BY warning ORDER BY n DESC, warning`,
  );
  const kindOf = (warning: string) => warningKinds.find(kind => kind.is(warning));
  return warningKinds.map(kind => {
    const own = rows.filter(row => kindOf(row.warning) === kind);
    const count = own.reduce((sum, row) => sum + Number(row.n), 0);
    return finding(
      'warning',
      kind.code,
      kind.what,
      own.map(row => `${row.n} × ${row.warning}`),
      kind.remedy,
      count,
    );
  });
}

async function dealsWithoutPeople(directory: Directory): Promise<Finding | null> {
  const deals = await directory.dealsWithoutPeople();
  return finding(
    'warning',
    'deals-without-people',
    'Deals that nobody is named on: they take their account’s people where it has any',
    deals.map(({ id, name }) => (name ? `${name} (${id})` : id)),
    'Export the deals with their contacts or contact roles, or with an email column.',
  );
}

async function factsWithoutDeal(store: Store): Promise<Finding | null> {
  const rows = await store.all<{ file: string; n: number; id: string }>(
    `SELECT import.file AS file, count(DISTINCT deal_id)::INTEGER AS n, min(deal_id) AS id FROM (
       SELECT import_id, system, deal_id FROM deal_person UNION ALL SELECT import_id, system, deal_id FROM stage_change) told
       JOIN import ON import.id = import_id
     WHERE NOT EXISTS (FROM deal d WHERE d.system = told.system AND d.id = told.deal_id)
       AND NOT EXISTS (FROM deleted g WHERE g.record = 'deal' AND g.key = hash('deal', told.system, told.deal_id))
     GROUP BY import.id, file ORDER BY n DESC, file`,
  );
  return finding(
    'info',
    'facts-without-deal',
    'Deals that contacts or stage changes are known of, and not they themselves: they count nowhere',
    rows.map(({ file, n, id }) => `${file}: ${plural(n, 'deal')}, for instance ${id}`),
    'Export the deals with all that are won, lost or open, and import that too.',
    rows.reduce((sum, { n }) => sum + n, 0),
  );
}

function conversionsWithoutTouch({ workspace }: Answers): Finding | null {
  const { conversions, start } = workspace.sets.won;
  const labels = conversions.label.filter(
    (_, i) =>
      start[i] === start[i + 1] &&
      conversions.count[i] === 1 &&
      conversions.excluded.dict[conversions.excluded.code[i]] === '',
  );
  return finding(
    'info',
    'won-without-touch',
    'Won deals and orders that no visit is known of: they stay unattributed',
    labels,
    'Import the tracking of their time, and check that its visitors are identified by a form or an email.',
  );
}

function stale(sources: readonly Source[]): Finding | null {
  const newest = sources.reduce((latest, { to }) => (to !== null && to > latest ? to : latest), '');
  const behind = sources.flatMap(({ format, to }) => {
    const days = to === null ? 0 : Math.floor((Date.parse(newest) - Date.parse(to)) / 86_400_000);
    return days > STALE_DAYS ? [`${format}: to ${to!.slice(0, 10)}, ${days} days behind`] : [];
  });
  return finding(
    'warning',
    'stale-sources',
    `Sources that end more than ${STALE_DAYS} days before the newest one (${newest.slice(0, 10)})`,
    behind,
    'Export them again up to the same day and import that; what is already in stays.',
  );
}

async function sharedDevices(directory: Directory): Promise<Finding | null> {
  const devices = await directory.sharedDevices();
  return finding(
    'info',
    'shared-devices',
    'Devices that several people were identified on: their visits are split at each identification',
    devices.map(({ visitor, people }) => `${visitor}: ${people.join(', ')}`),
    'Nothing to do, unless the people are one: then throughline identity merge KEY KEY.',
  );
}

async function ambiguousCalls(directory: Directory): Promise<Finding | null> {
  const calls = await directory.ambiguousCalls();
  return finding(
    'info',
    'ambiguous-calls',
    'Calls to a number that several visitors were shown in the two hours before: they are nobody’s',
    calls.map(({ number, visitors, from }) => `${from}: ${number}, ${visitors} visitors`),
    'Give that channel more numbers: throughline settings set phone-pool "CHANNEL=NUMBER, NUMBER …".',
  );
}

function disputedDomains(directory: Directory): Finding | null {
  return finding(
    'info',
    'disputed-domains',
    'Email domains that several accounts of one CRM claim: they match none of them',
    directory.accounts.disputedDomains,
    'Merge the accounts in the CRM, or take the domain off all but one.',
  );
}

function missingKinds({ workspace }: Answers): (Finding | null)[] {
  const { sets, spend, visits } = workspace;
  const missing = (isMissing: boolean, code: string, what: string, remedy: string) =>
    finding('info', code, what, [], remedy, isMissing ? 1 : 0);
  return [
    missing(visits.length === 0, 'no-visits', 'No visits are in', 'Import a tracking export.'),
    missing(
      sets.opportunities.conversions.length + sets.won.conversions.length === 0,
      'no-deals',
      'No deals or orders are in',
      'Import a CRM export of deals.',
    ),
    missing(
      spend.length === 0,
      'no-spend',
      'No ad cost is in: ROAS, ROI and costs per lead stay empty',
      'Import the ad platforms’ cost reports.',
    ),
  ];
}

/** What has been imported, by format: files, rows, and the first and last instant that they tell of. */
async function readSources(store: Store, zone: string): Promise<Source[]> {
  // A civil day's noon lies in that day in any zone.
  const noon = (end: 'min' | 'max') => `epoch_us(${end}(day)::TIMESTAMP) + 43200000000`;
  const rows = await store.all<{
    format: string;
    files: number;
    rows: number;
    last: number;
    low: number | null;
    high: number | null;
  }>(
    `WITH span AS (
       SELECT import_id, min("at") AS low, max("at") AS high FROM event GROUP BY ALL
       UNION ALL SELECT import_id, min(created_at), max(greatest(coalesce(won_at, created_at), coalesce(created_at, won_at))) FROM deal GROUP BY ALL
       UNION ALL SELECT import_id, min(created_at), max(created_at) FROM contact GROUP BY ALL
       UNION ALL SELECT import_id, min("at"), max("at") FROM stage_change GROUP BY ALL
       UNION ALL SELECT import_id, ${noon('min')}, ${noon('max')} FROM spend GROUP BY ALL
       UNION ALL SELECT import_id, ${noon('min')}, ${noon('max')} FROM fx GROUP BY ALL)
     SELECT format, count(*) AS files, sum(kept)::BIGINT AS rows, max(published_at) AS last, min(low) AS low, max(high) AS high
     FROM import LEFT JOIN (SELECT import_id, min(low) AS low, max(high) AS high FROM span GROUP BY ALL) ON import_id = import.id
     WHERE published_at IS NOT NULL GROUP BY format ORDER BY format`,
  );
  const instant = (us: number | null) => (us === null ? null : formatInstant(Number(us) / 1000, zone));
  return rows.map(row => ({
    format: row.format,
    files: Number(row.files),
    rows: Number(row.rows),
    from: instant(row.low),
    to: instant(row.high),
    lastImport: instant(row.last) ?? '',
  }));
}
