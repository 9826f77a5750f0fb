import { expect, test } from 'vitest';
import { ageText, conservationOf, notesOf, rangeText, toneOf } from '../../../extension/overlay/dock-words.ts';
import { accountMismatch, type Shown } from '../../../extension/overlay/shown.ts';
import type { Board } from '../../../extension/state/board.ts';
import type { Choices } from '../../../extension/state/choices.ts';
import { answerOf } from './figures.ts';

const board = { connection: 'connected', port: 1, workspace: null, kept: null, seenAt: null, trouble: null } as Board;
const choices = { range: 'page' } as Choices;
const shown = (parts: Partial<Shown> = {}): Shown => ({
  page: { kind: 'ads', level: 'campaign' },
  pageBasis: { range: { from: '2026-02-01', to: '2026-02-28' }, currency: 'GBP', account: '104-207-3109' },
  latest: { answer: answerOf({ accounts: ['1042073109'] }), at: 0, by: 'companion', isStale: false },
  trouble: null,
  isPending: false,
  health: { state: 'working', detail: '' },
  ...parts,
});

test('the dates shown are the answer’s, and whose they are is told', () => {
  expect(rangeText(shown(), choices)).toEqual({ days: 'Feb 1, 2026 – Feb 28, 2026', whose: 'the page’s own dates' });
  const unread = shown({ pageBasis: { range: null, currency: null, account: null } });
  unread.latest!.answer.meta.from = unread.latest!.answer.meta.to = null;
  expect(rangeText(unread, choices)).toEqual({ days: 'All time', whose: 'the page’s dates can’t be read' });
  expect(rangeText(shown(), { range: { from: '', to: '' } } as Choices).whose).toBe('dates fixed in the popup');
});

test('an account is the same however it is written; one that isn’t known is another’s', () => {
  const answer = { accounts: ['1042073109', '330-118-9042'] };
  expect(accountMismatch('104-207-3109', answer)).toBe(false);
  expect(accountMismatch('999-999-9999', answer)).toBe(true);
  expect(accountMismatch(null, answer)).toBe(false);
  expect(accountMismatch('999-999-9999', { accounts: [] })).toBe(false);
  const stranger = shown({ pageBasis: { range: null, currency: null, account: '999-999-9999' } });
  expect(toneOf(stranger, board)).toBe('bad');
  expect(notesOf(stranger, board)).toMatchObject([{ isBad: true, text: expect.stringContaining('another client’s') }]);
});

test('nothing is said where nothing is amiss', () => {
  expect(notesOf(shown(), board)).toEqual([]);
  expect(toneOf(shown(), board)).toBe('good');
});

test('another currency, tags that are amiss, a page that isn’t understood are told', () => {
  const what = shown({
    pageBasis: { range: null, currency: 'EUR', account: null },
    health: { state: 'not-understood', detail: 'no table found' },
  });
  what.latest!.answer.health = [{ code: 'x', what: 'Visits that name no campaign', count: 12 }];
  expect(notesOf(what, board).map(({ text }) => text)).toEqual([
    'The page counts in EUR, these columns in GBP.',
    'This page isn’t understood: no table found.',
    'Visits that name no campaign: 12.',
  ]);
  expect(toneOf(what, board)).toBe('warn');
});

test('the age says where the figures come from', () => {
  const at = (by: 'companion' | 'here' | 'kept', isStale: boolean) =>
    ageText(shown({ latest: { answer: answerOf(), at: 0, by, isStale } }), board, 180_000);
  expect(at('companion', false)).toBe('3 minutes ago');
  expect(at('companion', true)).toBe('3 minutes ago, newer data is there');
  expect(at('kept', true)).toBe('kept from 3 minutes ago, the companion is away');
  expect(at('here', true)).toContain('the companion is away');
  expect(ageText(shown({ latest: null }), board, 0)).toBe('no figures yet');
});

test('the conservation line has the goal’s unit', () => {
  expect(conservationOf(shown())).toEqual({
    goal: 'Revenue',
    imported: '£100.00',
    parts: [
      { name: 'attributed', text: '£60.00' },
      { name: 'unattributed', text: '£30.00' },
      { name: 'excluded', text: '£10.00' },
    ],
    holds: true,
  });
});

test('what to do is told where there is no companion to ask', () => {
  const alone = shown({ latest: null });
  expect(notesOf(alone, { ...board, connection: 'unpaired' })[0].text).toContain('throughline pair');
  expect(notesOf(alone, { ...board, connection: 'refused' })[0].text).toContain('pair again');
  expect(
    notesOf({ ...alone, trouble: { code: 'a', what: 'Nothing answers.', remedy: 'Start it.' } }, board)[0].text,
  ).toBe('Nothing answers. Start it.');
});
