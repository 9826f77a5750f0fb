// What people say of how they heard, beside what a model credits: every conversion with an answer, shared out over what
// was measured, with the verdict on each share. A reader's usual mistake: to add up verdicts as if people were wrong; most
// of what differs is a way that leaves no click.

import { sayings, waysIn } from '#shared/heard/said.ts';
import { pathVerdict, type Verdict, verdictOf, verdicts } from '#shared/heard/verdict.ts';
import { OTHER, UNKNOWN } from '#shared/heard/ways.ts';
import type { HeardAnswer } from '#shared/schema/heard.ts';
import type { HeardQuery } from '#shared/schema/query.ts';
import { formatInstant } from '#shared/time.ts';
import { type Basis, resolveBasis } from './basis.ts';
import { Combinations, sourceCodes } from './dimension-codes.ts';
import { UNATTRIBUTED } from './explain-rows.ts';
import { cleanCount, toMajorMoney } from './figures.ts';
import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';
import { IN_RANGE } from './tally.ts';

const DEFAULT_TOP = 20;

/** Conversions, and minor units. */
interface Sum {
  conversions: number;
  value: number;
}

interface Cell extends Sum {
  readonly said: string;
  readonly measured: string;
  readonly verdict: Verdict;
}

interface Difference extends Sum {
  readonly j: number;
  readonly verdict: Verdict;
}

/**
 * Answers what people say against what was measured. `value` is the goal's money: the pipeline for goals `pipeline` and
 * `opportunities`, nothing for leads.
 *
 * @throws UsageError as `resolveBasis` does.
 * @example two deals of £100 that say "Google", one credited to Paid Search and one to Email → rows
 *   Search × Paid Search (agrees) and Search × Email (disagrees), £100 each
 */
export function heard(answers: Answers, query: HeardQuery): HeardAnswer {
  const models = query.model === undefined ? undefined : [query.model];
  const by = query.by ?? 'channel';
  const basis = resolveBasis(answers.workspace, answers.settings, query, models, [by]);
  const found = collect(answers, basis, by);
  const amount = ({ conversions, value }: Sum) => ({
    conversions: cleanCount(conversions),
    value: toMajorMoney(value, basis.currency),
  });
  const { answered, unanswered } = found;
  const largest = (a: Sum, b: Sum) => b.value - a.value || cleanCount(b.conversions) - cleanCount(a.conversions);
  const cells = [...found.cells.values()].sort(
    (a, b) => largest(a, b) || compareText(a.said, b.said) || compareText(a.measured, b.measured),
  );
  const said = sumBy(cells, cell => cell.said);
  const byVerdict = sumBy(cells, cell => cell.verdict);
  const differences = found.differences.sort(
    (a, b) => Math.abs(b.value) - Math.abs(a.value) || b.conversions - a.conversions || a.j - b.j,
  );
  const listed = differences.slice(0, query.top ?? DEFAULT_TOP);
  return {
    meta: basis.meta,
    by,
    all: amount(plus(answered, unanswered)),
    answered: amount(answered),
    unanswered: amount(unanswered),
    rows: cells.map(({ said, measured, verdict, ...sum }) => ({ said, measured, verdict, ...amount(sum) })),
    said: [...said]
      .sort(([a, x], [b, y]) => largest(x, y) || compareText(a, b))
      .map(([text, sum]) => ({ said: text, ...amount(sum) })),
    verdicts: verdicts.map(verdict => {
      const sum = byVerdict.get(verdict) ?? nothing();
      const share = answered.conversions > 0 ? cleanCount(sum.conversions / answered.conversions) : null;
      return { verdict, ...amount(sum), share };
    }),
    differences: listed.map(one => ({ ...tell(answers, basis, by, one), ...amount(one) })),
    differencesNotListed: differences.length - listed.length,
    conservation: conservation(found, cells, amount),
  };
}

const nothing = (): Sum => ({ conversions: 0, value: 0 });
const plus = (a: Sum, b: Sum): Sum => ({ conversions: a.conversions + b.conversions, value: a.value + b.value });

function add(to: Sum, conversions: number, value: number): void {
  to.conversions += conversions;
  to.value += value;
}

function sumBy<K extends string>(cells: readonly Cell[], key: (cell: Cell) => K): Map<K, Sum> {
  const sums = new Map<K, Sum>();
  for (const cell of cells) sums.set(key(cell), plus(sums.get(key(cell)) ?? nothing(), cell));
  return sums;
}

/** Whoever doesn't know, or says what nobody understands, contradicts nothing. */
const namesWay = (said: string): boolean => said !== UNKNOWN && said !== OTHER;

/** Each sum counted from the conversions themselves, so that the conservation law is a check. */
interface Found {
  readonly cells: Map<string, Cell>;
  readonly differences: Difference[];
  readonly imported: Sum;
  readonly answered: Sum;
  readonly unanswered: Sum;
  readonly excluded: Sum;
}

/** Shares out the conversions of a basis; on the touch basis credit counts on its touch's day. */
function collect(answers: Answers, basis: Basis, by: 'channel' | 'campaign'): Found {
  const name = basis.goal.set;
  const set = answers.set(name);
  const { journeys } = answers.credits.view(name, basis);
  const weights = answers.credits.weights(name, basis, basis.models[0]);
  const money = answers.credits.money(name, basis, basis.models[0]);
  const credited = answers.credits.credited(name, basis, basis.models[0]);
  const standing = answers.standing(name, basis);
  const touchDay = basis.dateBasis === 'touch' ? answers.touchDay() : null;
  const counts = basis.goal.unit === 'money' ? set.valued : set.conversions.count;
  const isIn = (day: number) => day >= basis.fromDay && day <= basis.toDay;
  const said = set.conversions.heard && sayings(set.conversions.heard.answer);
  const place = cellsOf(answers, by);
  const found: Found = {
    cells: new Map(),
    differences: [],
    imported: nothing(),
    answered: nothing(),
    unanswered: nothing(),
    excluded: nothing(),
  };
  for (let j = 0; j < journeys.length; j++) {
    const count = counts[j];
    const value = set.splittable[j];
    add(found.imported, count, value);
    const answer = said?.dict[said.code[j]] ?? '';
    const side = answer === '' ? found.unanswered : found.answered;
    const isOutside = touchDay !== null && credited[j] === 0 && !isIn(set.day[j]);
    if (standing[j] !== IN_RANGE || isOutside) add(found.excluded, count, value);
    else if (touchDay === null && answer === '') add(side, count, value);
    else if (credited[j] === 0) {
      add(side, count, value);
      if (answer !== '' && (count !== 0 || value !== 0)) add(place(found.cells, answer, -1), count, value);
    } else {
      const elsewhere: Difference & { verdict: Verdict } = { j, verdict: 'not measurable', ...nothing() };
      for (let i = journeys.start[j]; i < journeys.start[j + 1]; i++) {
        const share = weights[i] * count;
        if (share === 0 && money[i] === 0) continue;
        const isTouchIn = touchDay === null || isIn(touchDay[journeys.touch[i]]);
        add(isTouchIn ? side : found.excluded, share, money[i]);
        if (!isTouchIn || answer === '') continue;
        const cell = place(found.cells, answer, journeys.source[i]);
        add(cell, share, money[i]);
        if (cell.verdict !== 'disagrees' && cell.verdict !== 'not measurable') continue;
        add(elsewhere, share, money[i]);
        if (cell.verdict === 'disagrees') Object.assign(elsewhere, { verdict: cell.verdict });
      }
      // A refund is no conversion of its own: it went where what it refunds went.
      if (elsewhere.conversions !== 0 && namesWay(answer)) found.differences.push(elsewhere);
    }
  }
  return found;
}

/** Finds the cell of what was said and a source's channel or campaign; source -1: no credit. */
function cellsOf(answers: Answers, by: 'channel' | 'campaign') {
  const { sources } = answers.workspace;
  const combinations = new Combinations([by]);
  const code = sourceCodes(answers.workspace, answers.join, combinations);
  const known = new Map<string, Cell>();
  return (cells: Map<string, Cell>, said: string, source: number): Cell => {
    const near = `${source} ${said}`;
    let cell = known.get(near);
    if (!cell) {
      const touch = source < 0 ? null : { channel: sources.channel[source], source: sources.source[source] };
      const verdict = verdictOf(said.split(' + '), touch);
      const measured = source < 0 ? UNATTRIBUTED : combinations.values[code[source]][0].text;
      const key = JSON.stringify([said, measured, verdict]);
      cell = cells.get(key) ?? { said, measured, verdict, ...nothing() };
      cells.set(key, cell);
      known.set(near, cell);
    }
    return cell;
  };
}

function conservation(
  { imported, answered, unanswered, excluded }: Found,
  cells: readonly Cell[],
  amount: (sum: Sum) => Sum,
): HeardAnswer['conservation'] {
  const inCells = cells.reduce(plus, nothing());
  const rest = [imported, answered, unanswered, excluded];
  // Shares such as ⅓ don't add up to a whole number in doubles.
  const noise = 1e-6 * Math.max(1, imported.conversions);
  const isNone = (conversions: number, value: number) => Math.abs(conversions) <= noise && value === 0;
  const [whole, ...parts] = rest;
  const sum = parts.reduce(plus);
  return {
    imported: amount(imported),
    answered: amount(answered),
    unanswered: amount(unanswered),
    excluded: amount(excluded),
    holds:
      isNone(sum.conversions - whole.conversions, sum.value - whole.value) &&
      isNone(inCells.conversions - answered.conversions, inCells.value - answered.value),
  };
}

function tell(answers: Answers, basis: Basis, by: 'channel' | 'campaign', { j, verdict }: Difference) {
  const name = basis.goal.set;
  const { conversions } = answers.set(name);
  const { sources, files } = answers.workspace;
  const { journeys } = answers.credits.view(name, basis);
  const weights = answers.credits.weights(name, basis, basis.models[0]);
  const place = cellsOf(answers, by);
  const heard = conversions.heard!;
  const answer = heard.answer.dict[heard.answer.code[j]];
  const said = waysIn(answer);
  const shares = new Map<string, number>();
  const path: { channel: string; source: string }[] = [];
  for (let i = journeys.start[j]; i < journeys.start[j + 1]; i++) {
    const source = journeys.source[i];
    path.push({ channel: sources.channel[source], source: sources.source[source] });
    if (weights[i] === 0) continue;
    const { measured } = place(new Map(), '', source);
    shares.set(measured, (shares.get(measured) ?? 0) + weights[i]);
  }
  return {
    id: conversions.id[j],
    label: conversions.label[j],
    kind: conversions.kind[j],
    at: formatInstant(conversions.bookedAt[j], basis.zone),
    amount: toMajorMoney(answers.set(name).splittable[j], basis.currency),
    answer,
    said: said.join(' + '),
    answerFrom: `${files[heard.file[j]]}:${heard.line[j]}`,
    verdict,
    path: path.map(({ channel }) => channel),
    credited: [...shares].map(([measured, share]) => ({ measured, share: cleanCount(share) })),
    isInPath: pathVerdict(said, path) === 'agrees',
    from: `${files[conversions.file[j]]}:${conversions.line[j]}`,
  };
}
