import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aboutHow, hows } from '#shared/identity/hows.ts';

test('every way a link is made has a sentence, and only what says who somebody is is hard', () => {
  for (const [how, { about }] of Object.entries(hows)) {
    expect(about, how).toMatch(/^[A-Z].*[^.]\.$/);
    expect(aboutHow(how)).toBe(about);
  }
  const hard = Object.keys(hows).filter(how => hows[how as keyof typeof hows].isHard);
  expect(hard.sort()).toEqual(
    ['CRM id', 'click id', 'exact email', 'hashed email', 'manual', 'merge', 'user id'].sort(),
  );
  expect(aboutHow('by guess')).toBe('');
});

test('every word of the list is in use', () => {
  const files = ['links', 'manual', 'accounts', 'numbers', 'clicks'].map(name =>
    readFileSync(new URL(`../../../server/identity/${name}.ts`, import.meta.url), 'utf8'),
  );
  const unused = Object.keys(hows).filter(how => !files.some(text => text.includes(`'${how}'`)));
  expect(unused).toEqual([]);
});
