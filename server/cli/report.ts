// throughline report: figures by any dimensions, under one model or several.

import { fieldOf } from '#shared/report/dimensions.ts';
import type { Figures, ReportAnswer, ReportRow } from '#shared/schema/index.ts';
import { basisOf, basisOptions, byOption, dimensionOf, modelsOf, modelsOption } from './basis.ts';
import type { Call, Command } from './command.ts';
import { dimensionLabel, dimensionText } from './dimensions.ts';
import { figureColumns, figureText, goalText, reasonLines } from './figures.ts';
import { outputOf, outputOptions, printBasis, printConservation, printCsv, printJson, printTable } from './output.ts';
import { shorten, type TableColumn, tableWidth } from './table.ts';

/** Longest name shown on a terminal, and how far names are cut where figures would not fit beside them. */
const nameWidths = [40, 30, 22, 16];

/** What goes first where the terminal is too narrow for all figures. */
const dispensable = ['impressions', 'visits', 'cac', 'cpl', 'clicks', 'roi', 'pipeline', 'won', 'opportunities'];

export const report = {
  id: 'report',
  about: 'Revenue, pipeline, leads beside cost, by campaign, channel or any other dimension.',
  words: [0, 0],
  options: [byOption, modelsOption, ...basisOptions, ...outputOptions],
  more: `Leads, opps, won, pipeline and revenue are credited under the first model; further models each add a column.
Without --by: by channel. Without --from and --to: all time.`,
  async run(call) {
    const output = outputOf(call);
    const by = call.list('by')?.map(dimensionOf) ?? ['channel' as const];
    const query = { ...basisOf(call), models: modelsOf(call), by };
    return call.withEngine(async engine => {
      const answer = await engine.report(query);
      if (output === 'json') printJson(call, answer);
      else if (output === 'csv') printReportCsv(call, answer);
      else printReportTable(call, answer);
      if (output !== 'json' || call.io.isErrorTerminal) printConservation(call, output, answer, reasonsOf(answer));
      return 0;
    });
  },
} satisfies Command;

export function reasonsOf({
  unattributed,
  excluded,
  meta,
}: Pick<ReportAnswer, 'unattributed' | 'excluded' | 'meta'>): string[] {
  return [
    ...reasonLines('unattributed', unattributed.reasons, meta),
    ...reasonLines('excluded', excluded.reasons, meta),
  ];
}

/** A column of the printed report: how a line of it is written, in the terminal and in CSV. */
interface ReportColumn extends TableColumn {
  id: string;
  text(line: Figures): string;
  raw(line: Figures): number | null;
}

/** The figures, then one column a model where there are several. */
export function reportColumns({ meta }: Pick<ReportAnswer, 'meta'>): ReportColumn[] {
  const { currency, goal, models } = meta;
  return [
    ...figureColumns.map(({ id, label, kind }) => ({
      id: id as string,
      label,
      align: 'right' as const,
      text: (line: Figures) => figureText(line[id] as number | null, kind, currency),
      raw: (line: Figures) => line[id] as number | null,
    })),
    ...(models.length > 1
      ? models.map(model => ({
          id: `${goal} ${model}`,
          label: model,
          align: 'right' as const,
          text: (line: Figures) => goalText(line.byModel?.[model] ?? null, goal, currency),
          raw: (line: Figures) => line.byModel?.[model] ?? null,
        }))
      : []),
  ];
}

/** Two platforms' campaigns of one name are two rows: the platform stands beside the name wherever a row has one. */
export function nameColumns(answer: Pick<ReportAnswer, 'meta' | 'rows'>): string[] {
  const { by } = answer.meta;
  const hasPlatform = !by.includes('platform') && answer.rows.some(row => row.platform);
  return hasPlatform ? ['platform', ...by] : by;
}

function printReportTable(call: Call, answer: ReportAnswer): void {
  printBasis(call, answer.meta);
  const names = nameColumns(answer);
  const columns = reportColumns(answer);
  let cut = call.io.isTerminal ? nameWidths[0] : Number.POSITIVE_INFINITY;
  const nameCells = (row: ReportRow) => names.map(id => dimensionText(row[fieldOf(id)]));
  const only = (text: string) => names.map((_, i) => (i === names.length - 1 ? text : ''));
  const lines: [string[], Figures][] = [
    ...answer.rows.map((row): [string[], Figures] => [nameCells(row), row]),
    [only('(unattributed)'), answer.unattributed],
    [only('Total'), answer.totals],
  ];
  const header: TableColumn[] = names.map(id => ({ label: dimensionLabel(id) }));
  const build = (shown: ReportColumn[]): [TableColumn[], string[][]] => [
    [...header, ...shown],
    lines.map(([name, line]) => [...name.map(text => shorten(text, cut)), ...shown.map(column => column.text(line))]),
  ];
  let shown = columns;
  const hidden: string[] = [];
  const fits = () => tableWidth(...build(shown)) <= call.io.width;
  for (const id of dispensable) {
    if (fits()) break;
    shown = shown.filter(column => column.id !== id);
    hidden.push(columns.find(column => column.id === id)!.label);
  }
  for (const width of nameWidths.slice(1)) if (!fits()) cut = width;
  printTable(call, ...build(shown));
  if (hidden.length > 0) call.io.out(`\nNot shown for want of width: ${hidden.join(', ')} (--format csv has all).\n`);
}

function printReportCsv(call: Call, answer: ReportAnswer): void {
  const names = nameColumns(answer);
  const ids = ['campaignId', 'adGroupId', 'adId', 'keywordId'].filter(id => answer.rows.some(row => row[id]));
  const columns = reportColumns(answer);
  const figures = (line: Figures) => columns.map(column => column.raw(line));
  printCsv(
    call,
    [...names.map(fieldOf), ...ids, ...columns.map(column => column.id)],
    [
      ...answer.rows.map(row => [...[...names, ...ids].map(id => dimensionText(row[fieldOf(id)])), ...figures(row)]),
      // The rows and this one add up to the total; there is no total line, which would count all twice.
      [
        ...names.map((_, i) => (i === names.length - 1 ? '(unattributed)' : '')),
        ...ids.map(() => ''),
        ...figures(answer.unattributed),
      ],
    ],
  );
}
