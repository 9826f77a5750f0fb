// throughline formats, models, destinations, sites: what there is, from the lists that the program itself reads.

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

export const formats = listCommand('formats', 'The files that can be imported.', () => ({
  header: ['Format', 'File', 'From', 'Holds'],
  rows: allFormats.map(f => [f.id, f.label, f.vendor, [...new Set(f.yields.map(y => y.record))].join(', ')]),
  json: allFormats.map(({ id, label, vendor, version, yields }) => ({
    id,
    label,
    vendor,
    version,
    yields: [...new Set(yields.map(y => y.record))],
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
  header: ['Site', 'Page', 'Shows', 'Runs on'],
  rows: allSites.map(s => [s.id, s.label, showsOn[s.kind], s.matches.join(', ')]),
  json: allSites.map(({ id, label, kind, matches }) => ({ id, label, kind, matches })),
}));

const showsOn = { ads: 'columns beside cost', crm: 'journey panel' } as const;
