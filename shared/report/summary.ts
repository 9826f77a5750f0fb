// A journey in plain words, for someone about to pick up the phone: how they first came, how they came back, what became
// of it. It tells what is known and no more: where nothing was seen, it says so.

import { formatMoney, toMinor } from '#shared/money.ts';

/** What the sentence needs of a touch. */
export interface SummaryTouch {
  readonly channel: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly keyword: string | null;
  readonly platform: string | null;
  /** ISO 8601 in the workspace's zone. */
  readonly at: string;
}

/** What the sentence needs of a conversion; `kind` as in ConversionAnswer. */
export interface SummaryConversion {
  readonly kind: 'lead' | 'opportunity' | 'won' | 'order' | 'refund';
  readonly label: string;
  readonly at: string;
  readonly amount: number | null;
  readonly currency: string;
  readonly state: string | null;
  readonly stage: string | null;
}

const platformNames: Readonly<Record<string, string>> = {
  'google-ads': 'Google',
  'microsoft-ads': 'Microsoft',
  'meta-ads': 'Facebook',
  'linkedin-ads': 'LinkedIn',
  'tiktok-ads': 'TikTok',
  'x-ads': 'X',
};

/**
 * The summary of touches and conversions, each in order of time.
 *
 * @example 'First came from a Google ad for ‘crm pricing’ on 2 March 2026, back twice through email. Became a lead on 5 March
 *   2026. North: won £2,000.00 on 1 April 2026.'
 */
export function summarise(touches: readonly SummaryTouch[], conversions: readonly SummaryConversion[]): string {
  return [...howTheyCame(touches), ...whatBecame(conversions)].join(' ') || 'Nothing is known of how they came.';
}

function howTheyCame(touches: readonly SummaryTouch[]): string[] {
  const [first, ...later] = touches;
  if (!first) return ['No visit of theirs is known.'];
  const times = new Map<string, number>();
  for (const touch of later) times.set(backBy(touch), (times.get(backBy(touch)) ?? 0) + 1);
  const back = [...times].map(([way, n]) => `${often(n)} ${way}`);
  const came = `First came ${firstBy(first)} on ${dayText(first.at)}`;
  return [back.length === 0 ? `${came}.` : `${came}, back ${listText(back)}.`];
}

function whatBecame(conversions: readonly SummaryConversion[]): string[] {
  const told: string[] = [];
  const wonDeals = new Set(conversions.filter(c => c.kind === 'won').map(c => c.label));
  for (const { kind, label, at, amount, currency, state, stage } of conversions) {
    const worth = amount === null ? '' : formatMoney(toMinor(amount, currency), currency);
    const on = at === '' ? 'on a day that is not known' : `on ${dayText(at)}`;
    if (kind === 'lead') told.push(`Became a lead ${on}.`);
    else if (kind === 'won') told.push(`${label}: won ${worth} ${on}.`);
    else if (kind === 'order') told.push(`Ordered ${worth} ${on}.`);
    else if (kind === 'refund') told.push(`${label}: ${worth.replace('-', '')} given back ${on}.`);
    else if (!wonDeals.has(label)) {
      told.push(`${label}: ${state ?? 'open'}${stage ? `, ${stage}` : ''}, ${worth}, since ${on.replace(/^on /, '')}.`);
    }
  }
  return told;
}

function firstBy(touch: SummaryTouch): string {
  const about = touch.keyword ?? touch.campaign;
  const what = about === null || about === '' ? '' : ` ${touch.keyword ? 'for ' : ''}‘${about}’`;
  if (isAd(touch)) return `from ${article(adName(touch))} ad${what}`;
  switch (touch.channel) {
    case 'Organic Search':
      return `from a ${capital(touch.source)} search${touch.keyword ? ` for ‘${touch.keyword}’` : ''}`;
    case 'Email':
      return `through an email${what}`;
    case 'Direct':
      return 'directly';
    case 'AI Assistant':
      return `from an answer of ${capital(touch.source)}`;
    case 'Referral':
      return `from a link on ${touch.source}`;
    default:
      return touch.source.startsWith('(') ? `through ${touch.channel}${what}` : `from ${capital(touch.source)}${what}`;
  }
}

function backBy(touch: SummaryTouch): string {
  if (isAd(touch)) return `from ${article(adName(touch))} ad`;
  switch (touch.channel) {
    case 'Email':
      return 'through email';
    case 'Organic Search':
      return `from a ${capital(touch.source)} search`;
    case 'Direct':
    case 'AI Assistant':
    case 'Referral':
      return firstBy(touch);
    default:
      return touch.source.startsWith('(') ? `through ${touch.channel}` : `from ${capital(touch.source)}`;
  }
}

function isAd(touch: SummaryTouch): boolean {
  return (touch.platform ?? '') !== '' || touch.channel.startsWith('Paid') || touch.channel === 'Display';
}

function adName({ platform, source }: SummaryTouch): string {
  return platformNames[platform ?? ''] ?? (source.startsWith('(') ? 'unnamed' : capital(source));
}

function article(name: string): string {
  return /^(?:[aeiou]|X$)/i.test(name) ? `an ${name}` : `a ${name}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function often(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

function listText(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** '2026-03-02T10:00:00Z' as '2 March 2026'. */
function dayText(at: string): string {
  const [year, month, day] = at.slice(0, 10).split('-').map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}
