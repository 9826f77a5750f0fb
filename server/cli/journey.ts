// throughline journey: one person, deal or account: who they are, how they came, what it earned.

import type { Verdict } from '#shared/heard/verdict.ts';
import type { ConversionAnswer, JourneyAnswer } from '#shared/schema/index.ts';
import { linksOf, linksOption, modelsOf, modelsOption } from './basis.ts';
import type { Call, Command } from './command.ts';
import { moneyText } from './figures.ts';
import { printLinks } from './identity-links.ts';
import { paint } from './io.ts';
import { documentOptions, printJson, sampleLine, wantsJson } from './output.ts';
import { plain, tableLines } from './table.ts';

const usualModels = ['first-touch', 'last-touch', 'linear'];

export const journey = {
  id: 'journey',
  takes: 'KEY',
  about: 'How someone came: by an email, phone, CRM id or deal id.',
  words: [1, 1],
  options: [modelsOption, linksOption, ...documentOptions],
  more: `throughline journey ada@acme.example
throughline journey +441632960001
throughline journey 8812 --model w-shaped`,
  async run(call) {
    const models = modelsOf(call) ?? usualModels;
    const links = linksOf(call);
    return call.withEngine(async engine => {
      const answer = await engine.journey({ key: call.words[0], ...(links && { links }) });
      if (wantsJson(call)) {
        printJson(call, answer);
        return 0;
      }
      const { workspace } = await engine.status();
      if (workspace.sample) call.io.out(`${paint(call.io).amber(sampleLine)}\n\n`);
      printJourney(call, answer, models);
      return 0;
    });
  },
} satisfies Command;

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ');

/** Channel and source; of a step inside a visit, which has none of its own, only where it happened. */
function whence({
  isTouch,
  channel,
  source,
  medium,
  campaign,
  url,
}: JourneyAnswer['events'][number]): [string, string] {
  if (!isTouch && source === '(direct)') return ['', plain(url ?? '').replace(/^https?:\/\//, '')];
  return [channel, [source, medium, campaign].filter(Boolean).join(' / ')];
}

function printJourney(call: Call, answer: JourneyAnswer, models: readonly string[]): void {
  const { io } = call;
  const { bold, dim } = paint(io);
  io.out(
    `${bold(plain(answer.label))} ${dim(`(${answer.kind}${answer.basis.links === 'hard' ? ', by hard links only' : ''})`)}\n\n${plain(answer.summary)}\n`,
  );
  for (const person of answer.people) {
    const by = person.accountHow ? dim(` by ${person.accountHow}`) : '';
    const account = person.account ? `, ${plain(person.account)}${by}` : '';
    io.out(`\n${bold(plain(person.label))}${account} ${dim(person.keys.map(plain).join(' · '))}\n`);
  }
  if (answer.events.length > 0) {
    io.out(`\n${bold('What happened')}\n`);
    const [header, ...lines] = tableLines(
      [
        { label: '' },
        { label: 'When' },
        { label: 'What' },
        { label: 'Channel' },
        { label: 'Source' },
        { label: 'From' },
      ],
      answer.events.map(event => [
        event.isTouch ? '•' : ' ',
        minute(event.at),
        event.kind,
        ...whence(event),
        event.from,
      ]),
    );
    io.out(
      `${[dim(header), ...lines].map(line => `  ${line}`).join('\n')}\n  ${dim('• a touch that may earn credit')}\n`,
    );
  }
  for (const conversion of answer.conversions) printConversion(call, conversion, models);
  printLinks(call, answer.links);
}

function printConversion(call: Call, conversion: ConversionAnswer, models: readonly string[]): void {
  const { io } = call;
  const { bold, dim } = paint(io);
  const worth = conversion.amount === null ? '' : `, ${moneyText(conversion.amount, conversion.currency)}`;
  const stage = conversion.stage ? `, ${plain(conversion.stage)}` : '';
  io.out(
    `\n${bold(`${conversion.kind}: ${plain(conversion.label)}`)} ${minute(conversion.at)}${worth}${stage} ${dim(plain(conversion.from))}\n`,
  );
  if (conversion.heard) {
    const { answer, said, at, from, verdict } = conversion.heard;
    const when = at === null ? '' : `${minute(at)} `;
    io.out(
      `  they said: “${plain(answer)}” (${said.join(', ')}; ${verdictWords[verdict]}) ${dim(`${when}${plain(from)}`)}\n`,
    );
  }
  if (conversion.unattributed) io.out(`  unattributed: ${plain(conversion.unattributed)}\n`);
  if (conversion.touches.length === 0) return;
  const [header, ...lines] = tableLines(
    [
      { label: 'Touch' },
      { label: 'Channel' },
      { label: 'Campaign' },
      { label: 'Milestones' },
      ...models.map(model => ({ label: model, align: 'right' as const })),
    ],
    conversion.touches.map(touch => [
      minute(touch.at),
      touch.channel,
      touch.campaign ?? '–',
      touch.milestones.join(', '),
      ...models.map(model => creditText(touch.credit[model], touch.value?.[model], conversion.currency)),
    ]),
  );
  io.out(`${[dim(header), ...lines].map(line => `  ${line}`).join('\n')}\n`);
}

/** What an answer is to the path under it. */
const verdictWords: Record<Verdict, string> = {
  agrees: 'the path has it',
  disagrees: 'the path has something else',
  'not measurable': 'leaves no click to measure',
  'not measured': 'nothing measured to hold it against',
};

function creditText(credit: number | undefined, value: number | undefined, currency: string): string {
  if (credit === undefined) return '–';
  if (credit === 0) return '·';
  const share = `${(credit * 100).toFixed(1)} %`;
  return value === undefined ? share : `${share} ${moneyText(value, currency)}`;
}
