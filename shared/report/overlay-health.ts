// What is amiss with a platform's tags as a whole, counted in visits of the range.

import { FLAG_UNFILLED } from '#shared/journeys/journeys.ts';
import type { OverlayAnswer } from '#shared/schema/answer.ts';
import { knownPlatform } from '#shared/sources/platforms.ts';
import type { Basis } from './basis.ts';
import type { Answers } from './prepare.ts';

export type Health = OverlayAnswer['health'][number];

/** The findings of a platform that has any: visits that name no campaign, links whose placeholders were never filled in. */
export function healthOf({ workspace, join }: Answers, basis: Basis, platform: string): Health[] {
  const { visits, sources } = workspace;
  let nameless = 0;
  let unfilled = 0;
  for (let i = 0; i < visits.length; i++) {
    const s = visits.source[i];
    if (join.platform[s] !== platform || visits.day[i] < basis.fromDay || visits.day[i] > basis.toDay) continue;
    if (join.campaign[s] === 0) nameless += visits.count[i];
    if ((sources.flags[s] & FLAG_UNFILLED) !== 0) unfilled += visits.count[i];
  }
  const name = knownPlatform(platform)?.label ?? platform;
  const told = (code: string, count: number, what: string): Health[] => (count === 0 ? [] : [{ code, what, count }]);
  return [
    ...told('visits-without-campaign', nameless, `Visits from ${name} whose links name no campaign`),
    ...told(
      'macros-not-expanded',
      unfilled,
      `Visits by ${name} links whose placeholders ({campaignid}, {{ad.id}} …) were never filled in`,
    ),
  ];
}
