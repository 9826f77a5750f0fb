// throughline formats, models, destinations, sites: what there is, from the lists that the program itself reads.

import type { Format, RecordKind } from '#shared/formats/format.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import { aboutModel, models as allModels } from '#shared/models/index.ts';
import { sites as allSites } from '../../extension/sites/index.ts';
import type { Call, Command } from './command.ts';
import { documentOptions, printJson, printTable, wantsJson } from './output.ts';
import { tableWidth } from './table.ts';

interface List {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  json: readonly unknown[];
  /** Said where there is none. */
  none?: string;
}

function listCommand(id: string, about: string, list: () => List): Command {
  return {
    id,
    about,
    words: [0, 0],
    options: documentOptions,
    async run(call: Call) {
      const { header, rows, json, none } = list();
      if (wantsJson(call)) printJson(call, json);
      else if (rows.length === 0) call.io.out(`${none}\n`);
      else {
        const columns = header.map(label => ({ label }));
        // On a narrow terminal the last columns go: JSON has all.
        let shown = columns.length;
        while (shown > 1 && tableWidth(columns.slice(0, shown), rows) > call.io.width) shown--;
        printTable(
          call,
          columns.slice(0, shown),
          rows.map(row => row.slice(0, shown)),
        );
      }
      return 0;
    },
  };
}

const recordWords: Record<RecordKind, string> = {
  event: 'events',
  contact: 'contacts',
  account: 'accounts',
  deal: 'deals',
  deal_person: 'people on deals',
  stage_change: 'stage history',
  spend: 'cost',
  fx: 'exchange rates',
  click: 'ad clicks',
  subscription: 'subscriptions',
  ad_name: 'names of campaigns and ads',
};

/** In words: what a file of the format brings, or why it can't. */
export function whatItGives({ yields, aggregate }: Format): string {
  if (aggregate) return `refused: ${aggregate.reason}`;
  return [...new Set(yields.map(y => recordWords[y.record]))].join(', ');
}

export const formats = listCommand('formats', 'The files that can be imported.', () => ({
  header: ['Format', 'File', 'From', 'Gives'],
  rows: allFormats.map(f => [f.id, f.label, f.vendor, whatItGives(f)]),
  json: allFormats.map(({ id, label, vendor, version, yields, aggregate }) => ({
    id,
    label,
    vendor,
    version,
    yields: aggregate ? [] : [...new Set(yields.map(y => y.record))],
    ...(aggregate && { refused: aggregate.reason }),
  })),
}));

export const models = listCommand('models', 'The attribution models and what each does.', () => ({
  header: ['Model', 'Kind', 'What it does', 'Formula'],
  rows: allModels.map(m => [m.id, m.kind, m.about, m.formula]),
  json: allModels.map(aboutModel),
}));

export const destinations = listCommand('destinations', 'Where results can be exported to.', () => ({
  header: ['Destination'],
  rows: [],
  json: [],
  none: 'There are no export destinations in this version.',
}));

export const sites = listCommand('sites', 'The web pages that the extension knows.', () => ({
  header: ['Site', 'Name', 'Pages', 'Shows'],
  rows: allSites.map(s => [s.id, s.label, s.pages, s.shows]),
  json: allSites.map(({ id, label, kind, pages, shows, matches }) => ({ id, label, kind, pages, shows, matches })),
}));
