// throughline heard: what people say of how they heard, beside what was measured, and where the two differ most.

import type { Verdict } from '#shared/heard/verdict.ts';
import { goals } from '#shared/report/goals.ts';
import type { HeardAnswer } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { basisOf, basisOptions, modelOf, oneOf } from './basis.ts';
import type { Call, Command } from './command.ts';
import { countText, figureText, moneyText } from './figures.ts';
import { paint } from './io.ts';
import { outputOf, outputOptions, printBasis, printCsv, printJson, printTable, sampleLine } from './output.ts';
import { wholeNumber } from './paths.ts';
import { plain } from './table.ts';

const usualTop = 5;

export const heard = {
  id: 'heard',
  about: 'What people say of how they heard, beside what was measured, and where the two differ.',
  words: [0, 0],
  options: [
    { name: 'model', value: 'ID', about: 'attribution model (last-touch)' },
    { name: 'by', value: 'channel|campaign', about: 'what the answers are held against (channel)' },
    { name: 'top', value: 'N', about: `how many of the biggest differences (${usualTop})` },
    ...basisOptions,
    ...outputOptions,
  ],
  more: `throughline heard --model first-touch
throughline report --by channel,self-reported`,
  async run(call) {
    const output = outputOf(call);
    const by = call.text('by');
    const model = call.text('model');
    const query = {
      ...basisOf(call),
      top: wholeNumber(call, 'top', 100_000) ?? usualTop,
      ...(model !== undefined && { model: modelOf(model) }),
      ...(by !== undefined && { by: oneOf('measure', by, ['channel', 'campaign'] as const) }),
    };
    return call.withEngine(async engine => {
      const answer = await engine.heard(query);
      if (output === 'json') printJson(call, answer);
      else if (output === 'csv') {
        printCsv(
          call,
          ['said', 'measured', 'verdict', 'conversions', 'value'],
          answer.rows.map(row => [row.said, row.measured, row.verdict, row.conversions, row.value]),
        );
      } else printTables(call, answer);
      if (output === 'table') call.io.out(`\n${lawLine(call, answer)}\n`);
      else if (output === 'csv' || call.io.isErrorTerminal) {
        if (answer.meta.sample) call.io.err(`${paint(call.io).amber(sampleLine)}\n`);
        call.io.err(`${lawLine(call, answer)}\n`);
      }
      return 0;
    });
  },
} satisfies Command;

function printTables(call: Call, answer: HeardAnswer): void {
  const { io } = call;
  const { bold, dim } = paint(io);
  const { currency } = answer.meta;
  const right = (label: string) => ({ label, align: 'right' as const });
  printBasis(call, answer.meta);
  const { all, answered } = answer;
  // A lead has no money of its own.
  const money = hasMoney(answer.meta.goal) ? [right('Value')] : [];
  const worth = (value: number) => (money.length > 0 ? [moneyText(value, currency)] : []);
  const share = all.conversions > 0 ? answered.conversions / all.conversions : null;
  const part = [
    figureText(share, 'percent', currency),
    ...(money.length > 0 ? [`${moneyText(answered.value, currency)} of ${moneyText(all.value, currency)}`] : []),
  ];
  const many = `${countText(answered.conversions)} of ${countText(all.conversions)} conversions have an answer`;
  io.out(`${bold(many)} (${part.join(', ')})\n\n`);
  if (answered.conversions === 0) {
    io.out(
      `${dim('Ask "How did you hear about us?" in a form or the CRM and import it: a column of that name is read from every\nform, contact and deal export. The snippet sends it too.')}\n`,
    );
    return;
  }
  printTable(
    call,
    [{ label: 'Verdict' }, right('Conversions'), right('Share'), ...money],
    answer.verdicts.map(row => [
      verdictText[row.verdict],
      countText(row.conversions),
      figureText(row.share, 'percent', currency),
      ...worth(row.value),
    ]),
  );
  io.out('\n');
  printTable(
    call,
    [{ label: 'They said' }, { label: 'Measured' }, { label: 'Verdict' }, right('Conversions'), ...money],
    answer.rows.map(row => [row.said, row.measured, row.verdict, countText(row.conversions), ...worth(row.value)]),
  );
  if (answer.differences.length === 0) return;
  io.out(`\n${bold('Where they differ most')}\n`);
  for (const one of answer.differences) {
    const credited = one.credited
      .map(({ measured, share: part }) => `${plain(measured)} ${figureText(part, 'percent', currency)}`)
      .join(', ');
    io.out(
      [
        `\n${bold(plain(one.label))} ${one.amount === 0 ? '' : `${moneyText(one.amount, currency)} `}${dim(`${one.id} · ${one.from}`)}`,
        `  They said   “${plain(one.answer)}” ${dim(`(${one.said}, ${one.answerFrom})`)}`,
        `  Measured    ${credited} ${dim(`(${one.verdict}${one.isInPath ? '; what they say is in the path' : ''})`)}`,
        `  Path        ${one.path.map(plain).join(' > ')}`,
        '',
      ].join('\n'),
    );
  }
  const more = answer.differencesNotListed;
  if (more > 0) io.out(`\n${dim(`${countText(more)} more: --top ${answer.differences.length + more}`)}\n`);
}

const hasMoney = (goal: string): boolean => goals.find(({ id }) => id === goal)?.set !== 'leads';

const verdictText: Record<Verdict, string> = {
  agrees: 'agrees with what was measured',
  disagrees: 'disagrees',
  'not measurable': 'not measurable (leaves no click)',
  'not measured': 'not measured (no touch, or none of known source)',
};

function lawLine(call: Call, { conservation, meta }: HeardAnswer): string {
  const { dim, red } = paint(call.io);
  const { imported, answered, unanswered, excluded, holds } = conservation;
  const money = (part: { value: number }) => moneyText(part.value, meta.currency);
  const count = (part: { conversions: number }) => countText(part.conversions);
  const law = [
    `${holds ? 'Conservation' : 'CONSERVATION BROKEN'}: ${plural(imported.conversions, 'conversion')} = ${count(answered)} answered + ${count(unanswered)} unanswered + ${count(excluded)} excluded`,
    ...(hasMoney(meta.goal)
      ? [`${money(imported)} = ${money(answered)} + ${money(unanswered)} + ${money(excluded)}`]
      : []),
  ].join(' · ');
  return holds ? dim(law) : red(law);
}
