// From a row of an ad page to the entity it speaks of: by the platform's id, else by name. A name is only taken where it
// can't be someone else's: not another id's, not another ad group's, not another client's.

import type { OverlayQuery } from '#shared/schema/query.ts';
import { AD, AD_GROUP, CAMPAIGN, type Entities, type EntityLevel, KEYWORD } from './entities.ts';

const levels: Readonly<Record<OverlayQuery['level'], EntityLevel>> = {
  campaign: CAMPAIGN,
  'ad-group': AD_GROUP,
  ad: AD,
  keyword: KEYWORD,
};

export interface FoundEntity {
  readonly node: number;
  readonly matchedBy: 'id' | 'name';
}

/**
 * The entity that a key means; null where none or no single one does. `mayBe` says whether an entity known by its name
 * alone may be the page's; ids are a platform's own and need no such check.
 */
export function findEntity(
  entities: Entities,
  platform: string,
  level: OverlayQuery['level'],
  { id, name, parentId }: OverlayQuery['keys'][number],
  mayBe: (node: number) => boolean,
): FoundEntity | null {
  const root = entities.findPlatform(platform);
  if (root === 0) return null;
  const of = levels[level];
  const parent = parentId ? parentWithId(entities, root, parentId) : 0;
  if (id) {
    const node =
      (parent !== 0 && (entities.withId(parent, of, id) || entities.onlyWithId(parent, of, id))) ||
      entities.onlyWithId(root, of, id);
    if (node) return { node, matchedBy: 'id' };
  }
  if (!name) return null;
  // Another id of the same name is another entity.
  const couldBe = (node: number) => !id || entities.id[node] === '';
  if (parent !== 0) {
    const node = best(entities, entities.allWithName(parent, of, name).filter(couldBe), name);
    return node === 0 ? null : { node, matchedBy: 'name' };
  }
  const named = entities.allWithName(root, of, name).filter(node => couldBe(node) && mayBe(node));
  // The page says under what it hangs, the imports don't know that id: only what hangs under no other id may be it.
  const candidates = parentId ? named.filter(node => hangsUnderNoId(entities, node)) : named;
  if (parentId && candidates.length > 1) return null;
  const node = best(entities, candidates, name);
  return node === 0 ? null : { node, matchedBy: 'name' };
}

/** The ad group or campaign that a page of a level is drilled down to; null where the id isn't known, or not as one of those. */
export function findParent(
  entities: Entities,
  platform: string,
  level: OverlayQuery['level'],
  id: string,
): { node: number; level: 'ad-group' | 'campaign' } | null {
  const root = entities.findPlatform(platform);
  if (root === 0) return null;
  // An ad group hangs under a campaign alone.
  const isDeep = levels[level] > AD_GROUP;
  const node = isDeep ? parentWithId(entities, root, id) : entities.onlyWithId(root, CAMPAIGN, id);
  if (node === 0) return null;
  return { node, level: entities.level[node] === AD_GROUP ? 'ad-group' : 'campaign' };
}

const parentWithId = (entities: Entities, root: number, id: string) =>
  entities.onlyWithId(root, AD_GROUP, id) || entities.onlyWithId(root, CAMPAIGN, id);

/** Of several entities of one name that which is written the same (marks of the match type and all), then the latest. */
function best(entities: Entities, nodes: readonly number[], name: string): number {
  const same = nodes.filter(node => entities.name[node].toLowerCase() === name.trim().toLowerCase());
  return entities.latestOf(same.length > 0 ? same : nodes);
}

function hangsUnderNoId(entities: Entities, node: number): boolean {
  const parent = entities.parentOf(node);
  return entities.level[parent] === 0 || entities.id[parent] === '';
}
