// The columns of a workspace for whoever reckons elsewhere: one Arrow table at a time, under a tag that says whether what
// they have is still good. The tag hangs on data, program and the settings that are baked into the columns.

import { createHash } from 'node:crypto';
import { encodeTable, LAYOUT } from '#shared/columns/arrow.ts';
import type { TableName } from '#shared/columns/table-names.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Settings } from '#shared/settings.ts';
import { version } from '../version.ts';

export interface JourneysAsk {
  /** Left out: only the tag is wanted. */
  readonly table?: TableName;
  /** The tag of what is had already: where it still holds no bytes come. */
  readonly unless?: string;
}

export interface JourneysTable {
  readonly dataVersion: string;
  readonly tag: string;
  /** An Arrow IPC stream in memory of its own. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

export function journeysTable(workspace: Workspace, settings: Settings, { table, unless }: JourneysAsk): JourneysTable {
  const tag = tagOf(workspace, settings);
  const bytes = table === undefined || tag === unless ? null : encodeTable(workspace, table);
  return { dataVersion: workspace.version, tag, bytes };
}

function tagOf({ version: data, isSample }: Workspace, settings: Settings): string {
  const { zone, dealPeople, region, sites, links, domainMap } = settings;
  const domains = Object.entries(domainMap).sort();
  const parts = [LAYOUT, version, data, isSample, zone, dealPeople, region, [...sites].sort(), links, domains];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
