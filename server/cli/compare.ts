// throughline compare: the same rows under every model, side by side, with how far the models disagree.

import { fieldOf } from '#shared/report/dimensions.ts';
import type { CompareAnswer, Figures } from '#shared/schema/index.ts';
import { basisOf, basisOptions, byOption, dimensionOf } from './basis.ts';
import { type Call, type Command, wrongUse } from './command.ts';
import { dimensionLabel, dimensionText } from './dimensions.ts';
import { figureText, goalText } from './figures.ts';
import { outputOf, outputOptions, printBasis, printConservation, printCsv, printJson, printTable } from './output.ts';
import { nameColumns, reasonsOf } from './report.ts';
import { shorten, type TableColumn, tableWidth } from './table.ts';

export const compare = {
  id: 'compare',
  takes: '--by DIM',
  about: 'Every model side by side: what a campaign earned depends on whom one asks; here is by how much.',
  words: [0, 0],
  options: [byOption, ...basisOptions, ...outputOptions],
  async run(call) {
    const output = outputOf(call);
    const by = call.list('by')?.map(dimensionOf);
    if (!by) throw wrongUse(compare, 'throughline compare needs --by.', 'throughline compare --by channel');
    const query = { ...basisOf(call), by };
    return call.withEngine(async engine => {
      const answer = await engine.compare(query);
      if (output === 'json') printJson(call, answer);
      else if (output === 'csv') printCompareCsv(call, answer);
      else printCompareTable(call, answer);
      if (output !== 'json' || call.io.isErrorTerminal) printConservation(call, output, answer, reasonsOf(answer));
      return 0;
    });
  },
} satisfies Command;

function printCompareTable(call: Call, answer: CompareAnswer): void {
  printBasis(call, answer.meta);
  const { models, goal, currency } = answer.meta;
  const names = nameColumns(answer);
  const value = (line: Figures, model: string) => goalText(line.byModel?.[model] ?? null, goal, currency);
  const cut = call.io.isTerminal ? 32 : Number.POSITIVE_INFINITY;
  const last = (text: string) => names.map((_, i) => (i === names.length - 1 ? text : ''));
  const table = (shown: readonly string[], withSpread: boolean): [TableColumn[], string[][]] => [
    [
      ...names.map(id => ({ label: dimensionLabel(id) })),
      ...[...(withSpread ? ['Cost'] : []), ...shown, ...(withSpread ? ['Lowest', 'Highest', 'Rank'] : [])].map(
        label => ({ label, align: 'right' as const }),
      ),
    ],
    [
      ...answer.rows.map(row => [
        ...names.map(id => shorten(dimensionText(row[fieldOf(id)]), cut)),
        ...(withSpread ? [figureText(row.cost, 'money', currency)] : []),
        ...shown.map(model => value(row, model)),
        ...(withSpread
          ? [
              goalText(row.lowest, goal, currency),
              goalText(row.highest, goal, currency),
              row.rankLowest === row.rankHighest
                ? `${row.rankLowest}`
                : `${Math.min(row.rankLowest, row.rankHighest)}–${Math.max(row.rankLowest, row.rankHighest)}`,
            ]
          : []),
      ]),
      ...(
        [
          ['(unattributed)', answer.unattributed],
          ['Total', answer.totals],
        ] as const
      ).map(([name, line]) => [
        ...last(name),
        ...(withSpread ? [figureText(line.cost, 'money', currency)] : []),
        ...shown.map(model => value(line, model)),
        ...(withSpread ? ['', '', ''] : []),
      ]),
    ],
  ];
  // Too many models for the terminal's width go on in further tables of the same rows.
  let rest = [...models];
  for (let isFirst = true; rest.length > 0; isFirst = false) {
    let taken = rest.length;
    while (taken > 1 && tableWidth(...table(rest.slice(0, taken), isFirst)) > call.io.width) taken--;
    if (!isFirst) call.io.out('\n');
    printTable(call, ...table(rest.slice(0, taken), isFirst));
    rest = rest.slice(taken);
  }
}

function printCompareCsv(call: Call, answer: CompareAnswer): void {
  const { models } = answer.meta;
  const names = nameColumns(answer);
  const spread = ['lowest', 'highest', 'rankLowest', 'rankHighest'] as const;
  printCsv(
    call,
    [...names, 'cost', ...models, ...spread],
    [
      ...answer.rows.map(row => [
        ...names.map(id => dimensionText(row[fieldOf(id)])),
        row.cost,
        ...models.map(model => row.byModel?.[model]),
        ...spread.map(id => row[id]),
      ]),
      [
        ...names.map((_, i) => (i === names.length - 1 ? '(unattributed)' : '')),
        answer.unattributed.cost,
        ...models.map(model => answer.unattributed.byModel?.[model]),
        ...spread.map(() => null),
      ],
    ],
  );
}
