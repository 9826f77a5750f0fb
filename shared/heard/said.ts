// What an answer to "How did you hear about us?" says: the ways that it names. The answer itself is never changed or
// shortened; this is only what it is counted under.

import type { Coded } from '#shared/journeys/workspace.ts';
import { noIdea, OTHER, UNKNOWN, type Way, ways } from './ways.ts';

/** Between several answers in one: "Google and a friend", "Radio; TV", "amis / presse". */
const between = /[;,|\n\r+&/]+|\s(?:and|or|then|und|oder|et|ou|y|o)\s/;

/** Lower case, without accents, one kind of apostrophe, single spaces. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * The ways an answer names, in the order of the table, each once: of every part of it the first that matches; `Other` where
 * none does, `Unknown` where it says so itself. Empty for an empty answer. O(length × ways).
 *
 * @example waysIn('Google and a friend') → ['Word of mouth', 'Search']; waysIn('a podcast ad') → ['Podcast']
 */
export function waysIn(answer: string): readonly string[] {
  const text = fold(answer);
  if (text === '') return [];
  if (noIdea.test(text)) return [UNKNOWN];
  const found = new Set<Way | undefined>(text.split(between).map(part => firstIn(part.trim())));
  // A phrase that a separator cut through may still say something as a whole.
  if (![...found].some(way => way !== undefined)) found.add(firstIn(text));
  const named = ways.filter(way => found.has(way)).map(way => way.label);
  return named.length > 0 ? named : [OTHER];
}

const firstIn = (text: string): Way | undefined => ways.find(({ words }) => words.test(text));

/** The ways as one text, the value of the dimension `self-reported`: 'Word of mouth + Search'. '' for an empty answer. */
export const sayingOf = (answer: string): string => waysIn(answer).join(' + ');

const known = new WeakMap<Coded, Coded>();

/**
 * A coded column of answers as one of what they say. Each distinct answer is looked at once, and the column is kept for as
 * long as the answers are.
 */
export function sayings(answers: Coded): Coded {
  let column = known.get(answers);
  if (!column) {
    const said = answers.dict.map(sayingOf);
    const dict = [...new Set(['', ...said])].sort();
    const place = new Map(dict.map((text, i) => [text, i]));
    const codes = Uint32Array.from(said, text => place.get(text)!);
    column = { code: answers.code.map(code => codes[code]), dict };
    known.set(answers, column);
  }
  return column;
}
