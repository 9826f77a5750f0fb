// What the dock says, in words, from what is shown: whose account and dates, how old, what is amiss. The basis is the
// answer's own, never what was meant to be asked.

import { formatAge, formatDay } from '../format.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { goalById, goalText } from '../views/figures.ts';
import { type RangeBy, rangeBy } from './query.ts';
import { accountMismatch, type Shown } from './shown.ts';

export interface Note {
  text: string;
  isBad: boolean;
}

const whose: Record<RangeBy, string> = {
  page: 'the page’s own dates',
  fixed: 'dates fixed in the popup',
  all: 'chosen in the popup',
  'page-unread': 'the page’s dates can’t be read',
};

export function rangeText({ latest, pageBasis }: Shown, { range }: Choices): { days: string; whose: string } {
  const meant = range === 'page' ? pageBasis.range : range === 'all' ? null : range;
  const { from, to } = latest?.answer.meta ?? meant ?? { from: null, to: null };
  const days = from && to ? `${formatDay(from)} – ${formatDay(to)}` : 'All time';
  return { days, whose: whose[rangeBy(range, pageBasis)] };
}

/** 'now', or how old and why. */
export function ageText({ latest }: Shown, { connection }: Board, now: number): string {
  if (!latest) return 'no figures yet';
  const age = formatAge(latest.at, now);
  const why = connection === 'blocked' ? 'the browser withholds access' : 'the companion is away';
  if (latest.by === 'here') return `reckoned in the browser ${age}, ${why}`;
  if (latest.by === 'kept') return `kept from ${age}, ${why}`;
  return latest.isStale ? `${age}, newer data is there` : age;
}

export function notesOf(shown: Shown, board: Board): Note[] {
  const { latest, pageBasis, health } = shown;
  // Figures kept here may hide it: said all the same, as there is something to do.
  const trouble = shown.trouble ?? (board.connection === 'blocked' ? board.trouble : null);
  const notes: Note[] = [];
  const say = (text: string | false | null | undefined, isBad = false) => {
    if (text) notes.push({ text, isBad });
  };
  if (board.connection === 'unpaired')
    say('Not paired yet: run “throughline pair” and type its six digits in Throughline’s popup.');
  if (board.connection === 'refused') say('The companion no longer knows this browser: pair again in the popup.');
  if (latest && accountMismatch(pageBasis.account, latest.answer)) {
    say(
      `This page is of account ${pageBasis.account}. The workspace knows ${latest.answer.accounts.join(', ')}: another client’s data?`,
      true,
    );
  }
  if (latest && pageBasis.currency && pageBasis.currency !== latest.answer.meta.currency)
    say(`The page counts in ${pageBasis.currency}, these columns in ${latest.answer.meta.currency}.`);
  if (trouble) say([trouble.what, trouble.remedy].filter(Boolean).join(' '));
  if (health.state === 'not-understood') say(`This page isn’t understood: ${health.detail}.`);
  for (const { what, count } of latest?.answer.health ?? []) say(`${what}: ${count.toLocaleString()}.`);
  return notes;
}

export type Tone = 'good' | 'warn' | 'bad';

export function toneOf(shown: Shown, board: Board): Tone {
  const { latest, trouble, health } = shown;
  if (latest && accountMismatch(shown.pageBasis.account, latest.answer)) return 'bad';
  const isWell = board.connection === 'connected' && !latest?.isStale && !trouble && health.state !== 'not-understood';
  return isWell ? 'good' : 'warn';
}

/** The conservation line: its figures, and whether they meet. */
export function conservationOf({ latest }: Shown) {
  if (!latest) return null;
  const { meta, conservation } = latest.answer;
  const write = (value: number) => goalText(value, meta.goal, meta.currency);
  return {
    goal: goalById(meta.goal).label,
    imported: write(conservation.imported),
    parts: (['attributed', 'unattributed', 'excluded'] as const).map(name => ({
      name,
      text: write(conservation[name]),
    })),
    holds: conservation.holds,
  };
}
