// What the sample company's buyers told sales of how they heard of it. Chance of its own, so that no amount, instant or
// touch of the rest hangs on it. Most say what was measured; some say what no click can show.

import { type Random, seededRandom } from './random.ts';
import type { Way } from './tracks.ts';

const search = ['Google', 'Google', 'Google search', 'searched online', 'Bing'];
const linkedin = ['LinkedIn', 'LinkedIn', 'an advert on LinkedIn'];
const email = ['your newsletter', 'an email from you'];

/** What people say who came by a way; the rest say what was measured of none of them. */
const usual: Partial<Record<Way, readonly string[]>> = {
  commercial: search,
  brand: search,
  ireland: search,
  bing: search,
  google: search,
  bingSearch: search,
  prospecting: ['Facebook', 'Instagram'],
  facilities: linkedin,
  hotels: linkedin,
  linkedinPost: linkedin,
  newsletter: email,
  guide: ['Hotel Buyers Guide website', 'an article'],
  chatgpt: ['ChatGPT', 'asked ChatGPT'],
  podcast: ['the Hotel Kitchen podcast'],
};

const unseen = [
  'a podcast',
  'the Hotel Kitchen podcast',
  'recommended by a colleague',
  'word of mouth',
  'a friend in the trade',
  'Catering Trade Fair',
  'Google and a friend',
  'a LinkedIn post',
  'Facebook',
  'radio',
  'not sure',
];

/** Draws what a buyer who first came by a way says; half of them were never asked. */
export function answersOf(random: Random = seededRandom(6)): (way: Way) => string | undefined {
  return way => {
    const isAsked = random.chance(0.5);
    const says = random.pick(random.chance(0.65) ? (usual[way] ?? unseen) : unseen);
    return isAsked ? says : undefined;
  };
}
