// throughline paths: the commonest ways to a conversion, with revenue and time to close.

import { UsageError } from '#shared/errors.ts';
import { basisOf, basisOptions, oneOf } from './basis.ts';
import type { Call, Command } from './command.ts';
import { countText, figureText, moneyText } from './figures.ts';
import { outputOf, outputOptions, printBasis, printConservation, printCsv, printJson, printTable } from './output.ts';

const usualTop = 20;

export const paths = {
  id: 'paths',
  about: 'The commonest paths to a conversion, with revenue and time to close.',
  words: [0, 0],
  options: [
    { name: 'top', value: 'N', about: `how many paths (${usualTop})` },
    { name: 'by', value: 'channel|source|campaign', about: 'what names a step (channel)' },
    { name: 'collapse', about: 'show repeats of a step as one' },
    ...basisOptions,
    ...outputOptions,
  ],
  async run(call) {
    const output = outputOf(call);
    const by = call.text('by');
    const query = {
      ...basisOf(call),
      top: wholeNumber(call, 'top', 10_000) ?? usualTop,
      ...(by !== undefined && { by: oneOf('step', by, ['channel', 'source', 'campaign'] as const) }),
      ...(call.flag('collapse') && { collapse: true }),
    };
    return call.withEngine(async engine => {
      const answer = await engine.paths(query);
      const { currency } = answer.meta;
      if (output === 'json') printJson(call, answer);
      else if (output === 'csv') {
        printCsv(
          call,
          ['path', 'conversions', 'revenue', 'share', 'medianDaysToClose'],
          answer.rows.map(r => [pathText(r.path), r.conversions, r.revenue, r.share, r.medianDaysToClose]),
        );
      } else {
        printBasis(call, answer.meta);
        const shareOf = (conversions: number) =>
          answer.totals.conversions > 0 ? conversions / answer.totals.conversions : null;
        printTable(
          call,
          [
            ...['Conversions', 'Share', 'Revenue', 'Days'].map(label => ({ label, align: 'right' as const })),
            { label: 'Path' },
          ],
          [
            ...answer.rows.map(r => [
              countText(r.conversions),
              figureText(r.share, 'percent', currency),
              moneyText(r.revenue, currency),
              r.medianDaysToClose === null ? '–' : countText(Math.round(r.medianDaysToClose * 10) / 10),
              r.path.length > 0 ? pathText(r.path) : '(no touch)',
            ]),
            ...(answer.others.paths > 0
              ? [
                  [
                    countText(answer.others.conversions),
                    figureText(shareOf(answer.others.conversions), 'percent', currency),
                    moneyText(answer.others.revenue, currency),
                    '',
                    `(${countText(answer.others.paths)} other paths)`,
                  ],
                ]
              : []),
            [countText(answer.totals.conversions), '', moneyText(answer.totals.revenue, currency), '', 'Total'],
          ],
        );
      }
      if (output !== 'json' || call.io.isErrorTerminal) printConservation(call, output, answer);
      return 0;
    });
  },
} satisfies Command;

/** The steps with > between them; one that holds a > itself stands in quotes, so that it can't be read as two. */
export function pathText(steps: readonly string[]): string {
  return steps.map(step => (/^"|>/.test(step) ? `"${step.replaceAll('"', '""')}"` : step)).join(' > ');
}

export function wholeNumber(call: Call, name: string, most: number): number | undefined {
  const text = call.text(name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new UsageError({
    code: 'number',
    what: `Not a number that --${name} can take: "${text}".`,
    where: `--${name}`,
    found: text,
    expected: `a whole number from 1 to ${countText(most)}`,
  });
}
