// The conversions of one person, deal or account, each with its touches and what every model gives them. Only these few
// journeys are credited, so it costs the same in any workspace.

import { waysIn } from '#shared/heard/said.ts';
import { pathVerdict } from '#shared/heard/verdict.ts';
import { trackingOf } from '#shared/journeys/tracking.ts';
import { type View, viewJourneys } from '#shared/journeys/view.ts';
import type { Heard, JourneySet } from '#shared/journeys/workspace.ts';
import { models } from '#shared/models/index.ts';
import { splitLargestRemainder, toMajor } from '#shared/money.ts';
import { fromHundredths } from '#shared/report/currency.ts';
import type { Answers } from '#shared/report/index.ts';
import { campaignName } from '#shared/report/spend-join.ts';
import type { ConversionAnswer, TouchAnswer } from '#shared/schema/index.ts';
import { formatInstant } from '#shared/time.ts';
import type { Store } from '../store/store.ts';
import { locateEvents } from './locate.ts';

type SetName = 'leads' | 'opportunities' | 'won';

const setNames: readonly SetName[] = ['leads', 'opportunities', 'won'];

/** The conversions that `isWanted` picks by id, in order of instant; leads, then opportunities, then what was won. */
export async function conversionsOf(
  store: Store,
  answers: Answers,
  isWanted: (id: string, set: SetName) => boolean,
): Promise<ConversionAnswer[]> {
  const found: { answer: ConversionAnswer; at: number; keys: bigint[] }[] = [];
  const states = new Map<string, string>();
  for (const set of setNames) {
    const journeys = answers.workspace.sets[set];
    const rows = journeys.conversions.id.flatMap((id, i) => (isWanted(id, set) ? [i] : []));
    if (rows.length > 0) found.push(...tell(answers, set, rows));
  }
  const deals = found.flatMap(({ answer }) => (answer.id.startsWith('deal:') ? [answer.id] : []));
  if (deals.length > 0) {
    const sql = `SELECT 'deal:' || system || ':' || id AS id, state FROM deal
      WHERE 'deal:' || system || ':' || id IN (SELECT unnest(from_json($deals, '["VARCHAR"]')))`;
    const rows = await store.all<{ id: string; state: string }>(sql, { deals: JSON.stringify(deals) });
    for (const { id, state } of rows) states.set(id, state);
  }
  const places = await locateEvents(
    store,
    found.flatMap(({ keys }) => keys),
  );
  for (const { answer, keys } of found) {
    answer.state = states.get(answer.id) ?? null;
    answer.touches.forEach((touch, i) => {
      touch.from = places.get(keys[i]) ?? '';
    });
  }
  // Stable: of one instant the lead stays before the opportunity, and that before the win.
  return found
    .sort((a, b) => a.at - b.at || Number(Number.isNaN(a.at)) - Number(Number.isNaN(b.at)))
    .map(f => f.answer);
}

function tell(answers: Answers, name: SetName, rows: readonly number[]) {
  const { workspace, settings } = answers;
  const set = pick(workspace.sets[name], rows);
  const { conversions } = workspace.sets[name];
  const amountOf = (row: number): number => {
    const isNamed = conversions.currencies[conversions.currency[row]] !== '';
    return isNamed ? conversions.amount[row] : fromHundredths(conversions.amount[row], answers.currency);
  };
  const { lookback: lookbackDays, direct, links } = settings;
  const options = { lookbackDays, direct, links, tracking: trackingOf(workspace) };
  const view = viewJourneys(set, workspace.touches, workspace.sources, options);
  const { journeys } = view;
  const weights = models.map(model => {
    const out = new Float64Array(journeys.touch.length);
    model.credit(journeys, out, { halfLifeDays: settings.halfLifeDays });
    return out;
  });
  const money = weights.map(weight => {
    const out = new Float64Array(weight.length);
    rows.forEach((row, j) => {
      splitLargestRemainder(amountOf(row), weight, journeys.start[j], journeys.start[j + 1], out);
    });
    return out;
  });
  return rows.map((row, j) => {
    const currency = conversions.currencies[conversions.currency[row]] || answers.currency;
    const touches: TouchAnswer[] = [];
    const keys: bigint[] = [];
    const isLead = conversions.kind[row] === 'lead';
    for (let i = journeys.start[j]; i < journeys.start[j + 1]; i++) {
      touches.push({
        ...sourceOf(answers, journeys.touch[i]),
        at: formatInstant(journeys.time[i], settings.zone),
        from: '',
        milestones: milestonesAt(view, j, i),
        credit: byModel(m => Math.round(weights[m][i] * 1e9) / 1e9),
        ...(isLead ? {} : { value: byModel(m => toMajor(money[m][i], currency)) }),
      });
      keys.push(workspace.touches.key[journeys.touch[i]]);
    }
    const excluded = conversions.excluded.dict[conversions.excluded.code[row]];
    const at = conversions.bookedAt[row];
    const answer: ConversionAnswer = {
      kind: name === 'opportunities' ? 'opportunity' : kindOf(conversions.kind[row]),
      id: conversions.id[row],
      label: conversions.label[row],
      at: Number.isNaN(at) ? '' : formatInstant(at, settings.zone),
      amount: isLead ? null : toMajor(amountOf(row), currency),
      currency,
      from: `${workspace.files[conversions.file[row]]}:${conversions.line[row]}`,
      state: null,
      stage: conversions.stage.dict[conversions.stage.code[row]] || null,
      touches,
      unattributed: excluded || view.emptyReasons[view.empty[j]] || null,
      ...saidOf(answers, conversions.heard, row, touches),
    };
    return { answer, at, keys };
  });
}

/** What was answered, held against the whole path. */
function saidOf(
  { workspace, settings }: Answers,
  heard: Heard | undefined,
  row: number,
  touches: readonly TouchAnswer[],
): Pick<ConversionAnswer, 'heard'> {
  const answer = heard?.answer.dict[heard.answer.code[row]];
  if (!heard || !answer) return {};
  const said = waysIn(answer);
  return {
    heard: {
      answer,
      said: [...said],
      at: Number.isNaN(heard.at[row]) ? null : formatInstant(heard.at[row], settings.zone),
      from: `${workspace.files[heard.file[row]]}:${heard.line[row]}`,
      verdict: pathVerdict(said, touches),
    },
  };
}

function byModel(value: (model: number) => number): Record<string, number> {
  return Object.fromEntries(models.map((model, m) => [model.id, value(m)]));
}

function kindOf(kind: 'lead' | 'deal' | 'order' | 'refund'): ConversionAnswer['kind'] {
  return kind === 'deal' ? 'won' : kind;
}

function sourceOf({ workspace, join }: Answers, touch: number) {
  const { sources, contexts, touches } = workspace;
  const s = touches.source[touch];
  return {
    channel: sources.channel[s],
    source: sources.source[s],
    medium: sources.medium[s],
    campaign: campaignName(join, s) || null,
    keyword: sources.keyword[s] || null,
    platform: sources.platform[s] || null,
    landingPage: contexts.landingPage[touches.context[touch]] || null,
  };
}

function milestonesAt({ journeys }: View, j: number, i: number): string[] {
  const found: string[] = [];
  if (i === journeys.start[j]) found.push('first');
  if (i === journeys.leadTouch[j]) found.push('lead');
  if (i === journeys.opportunityTouch[j]) found.push('opportunity');
  if (i === journeys.closeTouch[j]) found.push('close');
  if (i === journeys.start[j + 1] - 1) found.push('last');
  return found;
}

/** The set with some of its journeys only; its conversions are left as they are and go by the old rows. */
function pick(set: JourneySet, rows: readonly number[]): JourneySet {
  const start = new Uint32Array(rows.length + 1);
  const touch: number[] = [];
  rows.forEach((row, j) => {
    for (let i = set.start[row]; i < set.start[row + 1]; i++) touch.push(set.touch[i]);
    start[j + 1] = touch.length;
  });
  const column = (values: Float64Array) => Float64Array.from(rows, row => values[row]);
  return {
    conversions: set.conversions,
    start,
    touch: Uint32Array.from(touch),
    at: column(set.at),
    until: set.until && column(set.until),
    leadAt: column(set.leadAt),
    opportunityAt: column(set.opportunityAt),
    closeAt: column(set.closeAt),
  };
}
