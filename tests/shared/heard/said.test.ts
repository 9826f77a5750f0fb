import { expect, test } from 'vitest';
import { sayingOf, sayings, waysIn } from '#shared/heard/said.ts';
import { ways } from '#shared/heard/ways.ts';

test.each([
  ['Google', 'Search'],
  ['google ads', 'Search'],
  ['I searched for kettles on Bing', 'Search'],
  ['Über eine Google-Suche', 'Search'],
  ['une recherche sur internet', 'Search'],
  ['Buscando en Google', 'Search'],
  ['ChatGPT', 'AI assistant'],
  ['asked Google Gemini', 'AI assistant'],
  ['a podcast', 'Podcast'],
  ['an ad in a podcast', 'Podcast'],
  ['local radio', 'Radio'],
  ['TV advert', 'TV'],
  ['Im Fernsehen', 'TV'],
  ['a cold email', 'Sales outreach'],
  ['Capterra', 'Review site'],
  ['Google reviews', 'Review site'],
  ['we were already a customer', 'Existing customer'],
  ['Bestandskunde', 'Existing customer'],
  ['Word of mouth', 'Word of mouth'],
  ['my colleague recommended you', 'Word of mouth'],
  ['a friend on Facebook', 'Word of mouth'],
  ['Empfehlung eines Freundes', 'Word of mouth'],
  ['bouche-à-oreille', 'Word of mouth'],
  ['un amigo', 'Word of mouth'],
  ['Hotelympia trade show', 'Event'],
  ['auf der Messe', 'Event'],
  ['your newsletter', 'Newsletter'],
  ['E-Mail', 'Newsletter'],
  ['YouTube', 'YouTube'],
  ['Instagram', 'Social'],
  ['X', 'Social'],
  ['LinkedIn post', 'Social'],
  ['les réseaux sociaux', 'Social'],
  ['an article in Caterer magazine', 'Press'],
  ['a blog', 'Press'],
  ['a coupon', 'Partner site'],
  ['leaflet through the door', 'Direct mail'],
  ['a billboard', 'Outdoor'],
  ['an advert', 'Ad'],
  ['Werbung', 'Ad'],
  ['Internet', 'Online'],
  ['not sure', 'Unknown'],
  ['N/A', 'Unknown'],
  ['I don’t remember', 'Unknown'],
  ['Weiß nicht', 'Unknown'],
  ['?', 'Unknown'],
  ['Steve', 'Other'],
])('"%s" is %s', (answer, way) => {
  expect(waysIn(answer)).toEqual([way]);
});

test.each([
  ['the event was great, Google Expo', ['Event']],
  ['wordpress.org', ['Other']], // no press
  ['our own research', ['Online']], // no search
  ['radiology', ['Other']],
  ['Signal Iduna', ['Other']], // neither a sign nor an AI
])('a word inside another is not that word: %s', (answer, found) => {
  expect(waysIn(answer)).toEqual(found);
});

test('several answers in one are all counted, in the order of the table and each once', () => {
  expect(waysIn('Google and a friend')).toEqual(['Word of mouth', 'Search']);
  expect(waysIn('Facebook, Instagram; the radio')).toEqual(['Radio', 'Social']);
  expect(waysIn('Radio/TV')).toEqual(['Radio', 'TV']);
  expect(waysIn('Other; the kettle podcast')).toEqual(['Podcast']);
  expect(sayingOf('ein Freund und Google')).toBe('Word of mouth + Search');
});

test('an empty answer says nothing', () => {
  expect(waysIn(' ')).toEqual([]);
  expect(sayingOf('')).toBe('');
});

test('a column of answers becomes a column of what they say, and the same column again', () => {
  const answers = { code: Uint32Array.of(0, 1, 2, 3, 1), dict: ['', 'Bing', 'google', 'a friend'] };
  const column = sayings(answers);
  expect(column.dict).toEqual(['', 'Search', 'Word of mouth']);
  expect([...column.code]).toEqual([0, 1, 1, 2, 1]);
  expect(sayings(answers)).toBe(column);
});

test('labels differ, and each is understood as itself, alone and beside others', () => {
  const labels = ways.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  // What we call a way is a word that the next survey will offer as a choice, and what stays of a forgotten person's answer.
  for (const label of [...labels, 'Other', 'Unknown']) expect(sayingOf(label)).toBe(label);
  for (const [i, a] of labels.entries())
    for (const b of labels.slice(i + 1)) expect(sayingOf(`${a} + ${b}`)).toBe(`${a} + ${b}`);
});
