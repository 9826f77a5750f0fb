import { expect, test } from 'vitest';
import { ga4 } from '#shared/channels/ga4.ts';
import { pathVerdict, verdictOf } from '#shared/heard/verdict.ts';
import { ways } from '#shared/heard/ways.ts';

const at = (channel: string, source = '') => ({ channel, source });

test.each([
  [['Search'], at('Organic Search', 'bing'), 'agrees'],
  [['Search'], at('Paid Search', 'google'), 'agrees'], // people can't tell an ad from a result
  [['Search'], at('Email', 'crm'), 'disagrees'],
  [['Social'], at('Paid Search', 'google'), 'disagrees'],
  [['Newsletter'], at('Email', 'crm'), 'agrees'],
  [['Ad'], at('Paid Social', 'facebook'), 'agrees'],
  [['Ad'], at('Organic Search', 'google'), 'disagrees'],
  [['YouTube'], at('Organic Video', 'youtube.com'), 'agrees'],
  // No click: nothing measured can refute it, and only its own name can confirm it.
  [['Podcast'], at('Paid Search', 'google'), 'not measurable'],
  [['Podcast'], at('Unassigned', 'trade-podcast'), 'agrees'],
  [['Podcast'], at('Audio', 'acast'), 'agrees'],
  [['Word of mouth'], at('Referral', 'blog.example'), 'not measurable'], // a link is no friend
  [['TV'], at('Direct', '(direct)'), 'not measured'],
  // The channel of chatgpt.com was Referral until May 2026: the source's name says it all the same.
  [['AI assistant'], at('Referral', 'chatgpt.com'), 'agrees'],
  [['Review site'], at('Referral', 'g2.com'), 'agrees'],
  // Direct is a visit of which nothing is known.
  [['Search'], at('Direct', '(direct)'), 'not measured'],
  [['Search'], null, 'not measured'],
  [['Podcast'], null, 'not measured'],
  // One of several is enough to agree; one without a click is enough not to disagree.
  [['Word of mouth', 'Search'], at('Organic Search', 'google'), 'agrees'],
  [['Word of mouth', 'Search'], at('Email', 'crm'), 'not measurable'],
  [['Search', 'Social'], at('Email', 'crm'), 'disagrees'],
  [['Other'], at('Email', 'crm'), 'not measurable'],
  [['Unknown'], at('Email', 'crm'), 'not measurable'],
] as const)('%j against %j: %s', (said, measured, verdict) => {
  expect(verdictOf(said, measured)).toBe(verdict);
});

test('a path agrees where one of its touches does, whatever the others', () => {
  expect(pathVerdict(['Search'], [at('Email'), at('Organic Search'), at('Direct')])).toBe('agrees');
  expect(pathVerdict(['Search'], [at('Email'), at('Direct')])).toBe('disagrees');
  expect(pathVerdict(['Podcast'], [at('Email'), at('Direct')])).toBe('not measurable');
  expect(pathVerdict(['Search'], [at('Direct')])).toBe('not measured');
  expect(pathVerdict(['Search'], [])).toBe('not measured');
});

test('every channel that a way agrees with is one of the grouping’s', () => {
  const channels = new Set<string>(ga4.rules.map(rule => rule.channel));
  for (const { label, agrees } of ways) {
    for (const channel of agrees) expect(channels, `${label}: ${channel}`).toContain(channel);
  }
});
