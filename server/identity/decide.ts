// Deciding by hand who is who: what is asked for, checked against who is who now, becomes a row for the log. Nothing here
// writes but `record`; a look at what a change would do takes the plan alone.

import { NotFoundError, UsageError } from '#shared/errors.ts';
import type { IdentityRequest } from '#shared/schema/index.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { type IdentityChange, readChanges } from './manual.ts';

/** A change that was checked and isn't written yet. */
export interface Plan {
  /** New, or the one that is to be undone. */
  readonly change: IdentityChange;
  readonly isUndo: boolean;
  /** The whole log as it will be. */
  readonly changes: readonly IdentityChange[];
}

/** @throws UsageError where it can't be done so; NotFoundError where nobody has a key, or there is nothing to undo. */
export async function planChange(
  store: Store,
  directory: Directory,
  request: IdentityRequest,
  nowMs: number,
): Promise<Plan> {
  const changes = await readChanges(store);
  if (request.action === 'undo') {
    const undone = findStanding(changes, request.id);
    const change = { ...undone, undoneAt: nowMs * 1000 };
    return { change, isUndo: true, changes: changes.map(one => (one.id === undone.id ? change : one)) };
  }
  const blank = {
    id: (changes.at(-1)?.id ?? 0) + 1,
    at: nowMs * 1000,
    apart: [],
    voids: [],
    note: request.note ?? null,
    undoneAt: null,
  };
  const change: IdentityChange =
    request.action === 'merge'
      ? { ...blank, action: 'merge', ...(await planMerge(directory, request.keys ?? [], changes)) }
      : { ...blank, action: 'split', ...(await planSplit(directory, request)) };
  return { change, isUndo: false, changes: [...changes, change] };
}

/** Writes a plan down. */
export async function record(store: Store, { change, isUndo }: Plan): Promise<void> {
  if (isUndo) {
    await store.run('UPDATE identity_change SET undone_at = $at WHERE id = $id', {
      at: change.undoneAt,
      id: change.id,
    });
    return;
  }
  await store.run(
    `INSERT INTO identity_change (id, "at", action, keys, apart, voids, note)
     VALUES ($id, $at, $action, $keys, $apart, $voids, $note)`,
    {
      id: change.id,
      at: change.at,
      action: change.action,
      keys: JSON.stringify(change.keys),
      apart: JSON.stringify(change.apart),
      voids: JSON.stringify(change.voids),
      note: change.note,
    },
  );
}

function findStanding(changes: readonly IdentityChange[], id: number | undefined): IdentityChange {
  const standing = changes.filter(({ undoneAt }) => undoneAt === null);
  const found = id === undefined ? standing.at(-1) : standing.find(change => change.id === id);
  if (found) return found;
  const isUndone = changes.some(change => change.id === id);
  throw new NotFoundError({
    code: 'identity-undo',
    what:
      id === undefined
        ? 'There is nothing to undo.'
        : isUndone
          ? `Change ${id} is undone already.`
          : `There is no change ${id}.`,
    expected: standing.length > 0 ? `one of ${standing.map(change => change.id).join(', ')}` : undefined,
    remedy: 'throughline identity list shows them all.',
  });
}

/** @throws NotFoundError where nobody has it. */
export async function findKnown(directory: Directory, text: string): Promise<{ key: string; person: number }> {
  const found = await directory.findKey(text);
  if (found) return found;
  throw new NotFoundError({
    code: 'identity-unknown',
    what: `Nobody is known by "${text}".`,
    found: text,
    expected: 'an e-mail, a phone, a CRM id, a user id, or visitor:ID',
    remedy: 'throughline journey shows the keys of a person.',
  });
}

/** A merge takes back those splits whose two sides it joins. */
async function planMerge(
  directory: Directory,
  texts: readonly string[],
  changes: readonly IdentityChange[],
): Promise<Pick<IdentityChange, 'keys' | 'voids'>> {
  const found = [];
  for (const text of texts) found.push(await findKnown(directory, text));
  const keys = [...new Set(found.map(({ key }) => key))];
  if (keys.length < 2) {
    throw new UsageError({
      code: 'identity-merge',
      what: 'A merge takes two keys or more.',
      found: keys.join(', ') || 'none',
      expected: 'throughline identity merge ann@acme.example a.smith@gmail.example',
    });
  }
  const people = new Set(found.map(({ person }) => person));
  const voided = new Set(changes.filter(({ undoneAt }) => undoneAt === null).flatMap(({ voids }) => voids));
  const voids: number[] = [];
  for (const split of changes) {
    if (split.action !== 'split' || split.undoneAt !== null || voided.has(split.id)) continue;
    if (!(await isAmong(directory, split.keys, people))) continue;
    if (await isAmong(directory, split.apart, people)) voids.push(split.id);
  }
  return { keys, voids };
}

async function isAmong(directory: Directory, keys: readonly string[], people: ReadonlySet<number>): Promise<boolean> {
  for (const key of keys) {
    const found = await directory.findKey(key);
    if (found && people.has(found.person)) return true;
  }
  return false;
}

async function planSplit(
  directory: Directory,
  { keys = [], apartFrom }: IdentityRequest,
): Promise<Pick<IdentityChange, 'keys' | 'apart'>> {
  if (keys.length !== 1) {
    throw new UsageError({
      code: 'identity-split',
      what: 'A split takes one key out of the person it is in.',
      found: `${keys.length} keys`,
      expected: 'throughline identity split visitor:v-81',
    });
  }
  const { key, person } = await findKnown(directory, keys[0]);
  const [{ keys: all }] = await directory.describe([person]);
  const others = all.filter(other => other !== key);
  if (apartFrom !== undefined) {
    const from = await findKnown(directory, apartFrom);
    if (from.person !== person || from.key === key) {
      throw new UsageError({
        code: 'identity-split',
        what: `${key} and ${from.key} are not one person: there is nothing to split.`,
        found: `${key} is with ${others.join(', ') || 'nothing else'}`,
      });
    }
    return { keys: [key], apart: [from.key] };
  }
  if (others.length === 0) {
    throw new UsageError({
      code: 'identity-split',
      what: `${key} stands alone already: there is nothing to split.`,
      remedy: 'A device that several people use is split in time by itself; throughline doctor lists those.',
    });
  }
  // What only hangs on the key (its devices, its phones) goes with it.
  const naming = others.filter(other => !/^(?:visitor|phone):/.test(other));
  return { keys: [key], apart: naming.length > 0 ? naming : others };
}
