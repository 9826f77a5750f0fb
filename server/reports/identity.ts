// What is known of who is who by hand: the log, one person, and what a change would move, for which the journeys are built
// once more as they would be.

import { fieldOf } from '#shared/report/dimensions.ts';
import { type Answers, prepare, report } from '#shared/report/index.ts';
import type {
  Figures,
  IdentityChangeAnswer,
  IdentityPersonAnswer,
  IdentityPreviewAnswer,
  IdentityRequest,
  ReportAnswer,
  ReportRow,
} from '#shared/schema/index.ts';
import { formatInstant } from '#shared/time.ts';
import { findKnown, type Plan } from '../identity/decide.ts';
import { Directory } from '../identity/directory.ts';
import { foldChanges, type IdentityChange, readChanges } from '../identity/manual.ts';
import { buildWorkspace } from '../journeys/build.ts';
import type { Store } from '../store/store.ts';
import { linkAnswers } from './journey-links.ts';

export function changeAnswers(changes: readonly IdentityChange[], zone: string): IdentityChangeAnswer[] {
  const instant = (micros: number) => formatInstant(micros / 1000, zone);
  const standing = changes.filter(({ undoneAt }) => undoneAt === null);
  return changes.map(({ at, undoneAt, id, keys, apart, voids, ...change }) => ({
    ...change,
    id,
    at: instant(at),
    keys: [...keys],
    apart: [...apart],
    voids: [...voids],
    undoneAt: undoneAt === null ? null : instant(undoneAt),
    voidedBy: undoneAt === null ? (standing.find(other => other.voids.includes(id))?.id ?? null) : null,
  }));
}

/** @throws NotFoundError where nobody has the key. */
export async function personOfKey(
  store: Store,
  directory: Directory,
  text: string,
  zone: string,
): Promise<IdentityPersonAnswer> {
  const found = await findKnown(directory, text);
  const [facts] = await directory.describe([found.person]);
  const mine = new Set([found.key, ...facts.keys]);
  const changes = (await readChanges(store)).filter(({ keys, apart }) =>
    [...keys, ...apart].some(key => mine.has(key)),
  );
  return {
    key: found.key,
    id: facts.id,
    label: facts.label,
    account: facts.account < 0 ? null : directory.accounts.label[facts.account],
    firstSeen: Number.isNaN(facts.firstSeen) ? null : formatInstant(facts.firstSeen, zone),
    keys: [...facts.keys],
    links: await linkAnswers(store, await directory.linksOf(found.person)),
    changes: changeAnswers(changes, zone),
  };
}

/** What a plan would move: the report before and after, only what differs. */
export async function previewOf(
  store: Store,
  before: Answers,
  directory: Directory,
  { change, isUndo, changes }: Plan,
  { by = 'channel', goal, model }: IdentityRequest,
): Promise<IdentityPreviewAnswer> {
  const { settings } = before;
  const decided = foldChanges(changes);
  const names = [...change.keys, ...change.apart];
  const peopleBefore = await peopleOf(directory, names);
  const after = prepare(await buildWorkspace(store, settings, { decided }), settings);
  const peopleAfter = await peopleOf(await Directory.open(store, { ...settings, links: 'all' }, decided), names);
  const query = { by: [by], ...(goal && { goal }), ...(model && { models: [model] }) };
  const [was, will] = [report(before, query), report(after, query)];
  const of = (figures: Figures) => figures[was.meta.goal as 'revenue'];
  return {
    meta: was.meta,
    change: {
      action: isUndo ? 'undo' : change.action,
      id: isUndo ? change.id : null,
      keys: [...change.keys],
      apart: [...change.apart],
      voids: [...change.voids],
    },
    people: { before: peopleBefore, after: peopleAfter },
    rows: changedRows(was, will, fieldOf(by), of),
    unattributed: { before: of(was.unattributed), after: of(will.unattributed) },
    totals: { before: of(was.totals), after: of(will.totals) },
    conservation: { before: was.conservation, after: will.conservation },
  };
}

function changedRows(was: ReportAnswer, will: ReportAnswer, field: string, of: (figures: Figures) => number) {
  const rows = new Map<string, IdentityPreviewAnswer['rows'][number]>();
  const add = (row: ReportRow, side: 'before' | 'after'): void => {
    const platform = (row.platform as string | null | undefined) ?? null;
    const value = String(row[field]);
    const key = JSON.stringify([value, platform, row.campaignId, row.adGroupId, row.adId, row.keywordId]);
    const known = rows.get(key) ?? { value, platform, before: 0, after: 0 };
    known[side] = of(row);
    rows.set(key, known);
  };
  for (const row of was.rows) add(row, 'before');
  for (const row of will.rows) add(row, 'after');
  const moved = ({ before, after }: { before: number; after: number }) => Math.abs(after - before);
  return [...rows.values()]
    .filter(row => row.before !== row.after)
    .sort((a, b) => moved(b) - moved(a) || (a.value < b.value ? -1 : 1));
}

async function peopleOf(directory: Directory, keys: readonly string[]) {
  const people = new Set<number>();
  for (const key of keys) {
    const found = await directory.findKey(key);
    if (found) people.add(found.person);
  }
  const facts = await directory.describe([...people]);
  return facts
    .map(fact => ({ label: fact.label, keys: [...fact.keys] }))
    .sort((a, b) => ((a.keys[0] ?? '') < (b.keys[0] ?? '') ? -1 : 1));
}
