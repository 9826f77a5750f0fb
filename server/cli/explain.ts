// throughline explain: the receipt of one row: what it cost, which conversions it earned from, by what arithmetic, from
// which line of which file.

import type { ExplainAnswer } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { basisOf, basisOptions, dimensionOf, modelOf } from './basis.ts';
import { type Call, type Command, wrongUse } from './command.ts';
import { dimensionLabel } from './dimensions.ts';
import { countText, figureColumns, figureText, goalText, moneyText } from './figures.ts';
import { paint } from './io.ts';
import { outputOf, outputOptions, printBasis, printConservation, printCsv, printJson, printTable } from './output.ts';
import { wholeNumber } from './paths.ts';
import { plain } from './table.ts';

const joins = { id: 'by id', name: 'by name', map: 'by the campaign-map setting', none: 'not joined to any visit' };

export const explain = {
  id: 'explain',
  takes: '--by DIM --value V',
  about: 'The receipt of one row: conversions, paths, arithmetic, file and line.',
  words: [0, 0],
  options: [
    { name: 'by', value: 'DIM', about: 'the dimension the row is of' },
    { name: 'value', value: 'V', about: 'the row: a campaign, a channel …; (not set) for the one without' },
    { name: 'platform', value: 'P', about: 'which platform, where two have one of that name' },
    { name: 'model', value: 'ID', about: 'attribution model (last-touch)' },
    { name: 'top', value: 'N', about: 'how many conversions to list' },
    ...basisOptions,
    ...outputOptions,
  ],
  async run(call) {
    const output = outputOf(call);
    const by = call.text('by');
    const value = call.text('value');
    if (by === undefined || value === undefined)
      throw wrongUse(
        explain,
        'throughline explain needs --by and --value.',
        'throughline explain --by channel --value "Paid Search"',
      );
    const model = call.text('model');
    const platform = call.text('platform');
    const top = wholeNumber(call, 'top', 100_000);
    const query = {
      ...basisOf(call),
      by: dimensionOf(by),
      value,
      ...(model !== undefined && { model: modelOf(model) }),
      ...(platform !== undefined && { platform }),
      ...(top !== undefined && { top }),
    };
    return call.withEngine(async engine => {
      const answer = await engine.explain(query);
      if (output === 'json') printJson(call, answer);
      else if (output === 'csv') {
        printCsv(
          call,
          ['id', 'label', 'kind', 'at', 'amount', 'credit', 'value', 'from', 'arithmetic'],
          answer.conversions.map(c => [c.id, c.label, c.kind, c.at, c.amount, c.credit, c.value, c.from, c.arithmetic]),
        );
      } else printReceipt(call, answer);
      if (output !== 'json' || call.io.isErrorTerminal) printConservation(call, output, answer);
      return 0;
    });
  },
} satisfies Command;

function printReceipt(call: Call, answer: ExplainAnswer): void {
  const { io } = call;
  const { bold, dim } = paint(io);
  const { meta, figures, cost, model } = answer;
  const { currency, goal } = meta;
  printBasis(call, meta);
  io.out(`${bold(`${dimensionLabel(answer.dimension)}: ${plain(answer.value)}`)}\n`);
  io.out(`${model.label}: ${model.formula}\n${dim(model.source)}\n\n`);
  printTable(
    call,
    figureColumns.map(({ label }) => ({ label, align: 'right' as const })),
    [figureColumns.map(({ id, kind }) => figureText(figures[id] as number | null, kind, currency))],
  );
  io.out(
    `\n${bold('Cost')} ${moneyText(cost.total, currency)}, ${plural(cost.rows, 'row')}, ${joins[cost.matchedBy]}\n`,
  );
  for (const file of cost.files)
    io.out(`  ${moneyText(file.cost, currency)}  ${plain(file.file)} ${dim(`(${plural(file.rows, 'row')})`)}\n`);
  io.out(`\n${bold('Conversions')}\n`);
  for (const conversion of answer.conversions) {
    io.out(
      `\n  ${bold(plain(conversion.label))} ${conversion.kind}, ${conversion.at.slice(0, 10)} ${dim(plain(conversion.from))}\n`,
    );
    for (const step of conversion.path) {
      const share = `${(step.credit * 100).toFixed(1)} %`.padStart(8);
      io.out(
        `    ${step.isThis ? '→' : ' '} ${step.at.slice(0, 16).replace('T', ' ')} ${share}  ${plain(step.step)} ${dim(plain(step.from))}\n`,
      );
    }
    io.out(`    ${plain(conversion.arithmetic)}\n`);
  }
  if (answer.conversions.length === 0) io.out('  none\n');
  const { conversions, value } = answer.notListed;
  if (conversions > 0)
    io.out(`\n  … and ${countText(conversions)} more, ${goalText(value, goal, currency)} (--top N lists more)\n`);
}
