// Links between keys in words. A hard one says who somebody is; a soft one is likely and may be wrong.

import type { JourneyAnswer } from '#shared/schema/index.ts';

type Link = JourneyAnswer['links'][number];

/** 'exact email: visitor v-81, email ann@acme.example' */
export const linkWords = ({ a, b, how }: Link): string => `${how}: ${keyWords(a)}, ${keyWords(b)}`;

/** '3, one may be wrong' */
export function linkCounts(links: readonly Link[]): string {
  const soft = links.filter(({ hard }) => !hard).length;
  return soft === 0 ? `${links.length}` : `${links.length}, ${soft === 1 ? 'one' : soft} may be wrong`;
}

const keyWords = (key: string): string => key.replace(':', ' ');
