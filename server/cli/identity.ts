// throughline identity: who is who by hand. A merge or a split first prints the money that it would move, and does nothing
// until it is told to; whatever was done can be undone.

import { UsageError } from '#shared/errors.ts';
import { goals } from '#shared/report/goals.ts';
import type {
  IdentityChangeAnswer,
  IdentityPersonAnswer,
  IdentityPreviewAnswer,
  IdentityRequest,
} from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import type { Engine } from '../engine.ts';
import { byOption, dimensionOf, linksOf, linksOption, modelOf, oneOf } from './basis.ts';
import { type Call, type Command, wrongUse } from './command.ts';
import { dimensionLabel } from './dimensions.ts';
import { conservationLine, goalText } from './figures.ts';
import { printLinks } from './identity-links.ts';
import { paint } from './io.ts';
import { documentOptions, printBasis, printJson, printTable, wantsJson } from './output.ts';
import { plain } from './table.ts';

const verbs = ['merge', 'split', 'undo', 'list', 'show', 'forget'] as const;

export const identity = {
  id: 'identity',
  takes: 'merge KEY KEY… | split KEY | undo [ID] | list | show KEY | forget KEY',
  about:
    'Who is who by hand: joins what the records keep apart, parts what they join; each can be undone. And forgets people, for good.',
  words: [1, 101],
  options: [
    { name: 'from', value: 'KEY', about: 'split: only from this key of the person, the rest stays with the key' },
    { name: 'yes', about: 'do it without asking' },
    { name: 'dry-run', about: 'only say what would move' },
    { name: 'note', value: 'TEXT', about: 'why, for the list' },
    { ...byOption, about: 'what the preview is by (channel)', isList: false },
    { name: 'goal', value: 'G', about: `what the preview is of: ${goals.map(g => g.id).join(', ')} (revenue)` },
    { name: 'model', value: 'ID', about: 'under which model (last-touch)' },
    linksOption,
    ...documentOptions,
  ],
  more: `throughline identity merge ann@acme.example a.smith@gmail.example
throughline identity split visitor:v-81
throughline identity split ann@acme.example --from contact:hubspot:7
throughline identity undo 3
throughline identity forget ann@acme.example

A key is what throughline journey takes: an e-mail, a phone, visitor:ID, user:ID, contact:CRM:ID.
A split key takes its own devices and phones with it; no link found in the records joins it again with what it was split
from, only a later merge does. Rows that name somebody stay with whom they name.`,
  async run(call) {
    const [word, ...keys] = call.words;
    const verb = oneOf('verb of identity', word, verbs);
    const [least, most] = { merge: [2, 100], split: [1, 1], undo: [0, 1], list: [0, 0], show: [1, 1], forget: [1, 1] }[
      verb
    ];
    if (keys.length < least || keys.length > most)
      throw wrongUse(identity, `throughline identity ${verb} was given ${keys.length} keys.`, `${identity.takes}`);
    if (verb === 'list') return call.withEngine(async engine => list(call, await engine.identityChanges()));
    if (verb === 'show')
      return call.withEngine(async engine => show(call, await engine.identityPerson({ key: keys[0] })));
    if (verb === 'forget') return call.withEngine(engine => forget(call, engine, keys[0]));
    const request = requestOf(call, verb, keys);
    return call.withEngine(async engine => {
      const preview = await engine.identityPreview(request);
      const isAsked = !call.flag('yes') && !call.flag('dry-run');
      const isJson = wantsJson(call);
      if (!isJson) printPreview(call, preview);
      const isMeant = call.flag('yes') || (isAsked && !isJson && (await call.io.confirm?.('Do it?')) === true);
      if (!isMeant || call.flag('dry-run')) {
        if (isJson) printJson(call, { preview, applied: null });
        else call.io.out('\nNothing is changed. With --yes it is done.\n');
        return 0;
      }
      const applied = await engine.identityApply(request);
      if (isJson) printJson(call, { preview, applied });
      else call.io.out(`\n${done(applied.change)}\n`);
      return 0;
    });
  },
} satisfies Command;

function requestOf(call: Call, action: 'merge' | 'split' | 'undo', keys: string[]): IdentityRequest {
  const [apartFrom, note, by, goal, model] = ['from', 'note', 'by', 'goal', 'model'].map(name => call.text(name));
  const links = linksOf(call);
  if (apartFrom !== undefined && action !== 'split')
    throw wrongUse(identity, '--from goes with split alone.', 'throughline identity split KEY --from KEY');
  return {
    action,
    ...(action === 'undo' ? keys[0] !== undefined && { id: idOf(keys[0]) } : { keys }),
    ...(apartFrom !== undefined && { apartFrom }),
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by: dimensionOf(by) }),
    ...(goal !== undefined && {
      goal: oneOf(
        'goal',
        goal,
        goals.map(g => g.id),
      ),
    }),
    ...(model !== undefined && { model: modelOf(model) }),
    ...(links !== undefined && { links }),
  };
}

function idOf(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError({
    code: 'identity-id',
    what: `Not the id of a change: "${text}".`,
    found: text,
    expected: 'a number of throughline identity list',
  });
}

function printPreview(
  call: Call,
  { meta, change, people, rows, unattributed, totals, conservation }: IdentityPreviewAnswer,
) {
  const { io } = call;
  const { bold, dim, red } = paint(io);
  printBasis(call, meta);
  for (const [title, side] of [
    ['Now', people.before],
    ['Then', people.after],
  ] as const) {
    io.out(`${bold(title)} ${plural(side.length, 'person', 'people')}\n`);
    for (const person of side) io.out(`  ${plain(person.label)} ${dim(person.keys.map(plain).join(' · '))}\n`);
  }
  if (change.voids.length > 0)
    io.out(`${change.action === 'undo' ? 'Brings' : 'Takes'} back split ${change.voids.join(', ')}.\n`);
  io.out('\n');
  const text = (value: number) => goalText(value, meta.goal, meta.currency);
  const line = (name: string, { before, after }: { before: number; after: number }) => [
    name,
    text(before),
    text(after),
    `${after > before ? '+' : ''}${text(after - before)}`,
  ];
  const moves = unattributed.before !== unattributed.after;
  if (rows.length === 0 && !moves) io.out(`No ${meta.goal} moves between rows by ${meta.by.join()}.\n`);
  else
    printTable(
      call,
      [
        { label: dimensionLabel(meta.by[0]) },
        ...['Now', 'Then', 'Change'].map(label => ({ label, align: 'right' as const })),
      ],
      [
        ...rows.map(row => line(row.platform ? `${row.value} (${row.platform})` : row.value, row)),
        ...(moves ? [line('(unattributed)', unattributed)] : []),
        line('Total', totals),
      ],
    );
  for (const [title, law] of [
    ['Now ', conservation.before],
    ['Then', conservation.after],
  ] as const)
    io.out(`${title}  ${(law.holds ? dim : red)(conservationLine(law, meta))}\n`);
}

function done({ id, action, undoneAt }: IdentityChangeAnswer): string {
  if (undoneAt !== null) return `Change ${id} (${action}) is undone: every report is as it was without it.`;
  return `Done: change ${id}. throughline identity undo ${id} takes it back.`;
}

function standing({ undoneAt, voidedBy }: IdentityChangeAnswer): string {
  if (undoneAt !== null) return `undone ${undoneAt.slice(0, 16).replace('T', ' ')}`;
  return voidedBy === null ? 'holds' : `taken back by ${voidedBy}`;
}

function list(call: Call, changes: readonly IdentityChangeAnswer[]): number {
  if (wantsJson(call)) printJson(call, changes);
  else if (changes.length === 0) call.io.out('Nothing was decided by hand.\n');
  else
    printTable(
      call,
      [
        { label: 'Id', align: 'right' },
        { label: 'When' },
        { label: 'What' },
        { label: 'Keys' },
        { label: '' },
        { label: 'Note' },
      ],
      changes.map(change => [
        String(change.id),
        change.at.slice(0, 16).replace('T', ' '),
        change.action,
        change.action === 'merge' ? change.keys.join(' = ') : `${change.keys[0]} ≠ ${change.apart.join(', ')}`,
        standing(change),
        change.note ?? '',
      ]),
    );
  return 0;
}

function show(call: Call, person: IdentityPersonAnswer): number {
  if (wantsJson(call)) {
    printJson(call, person);
    return 0;
  }
  const { io } = call;
  const { bold, dim } = paint(io);
  io.out(`${bold(plain(person.label))}${person.account ? `, ${plain(person.account)}` : ''}\n`);
  for (const key of person.keys) io.out(`  ${plain(key)}\n`);
  printLinks(call, person.links);
  if (person.changes.length > 0) {
    io.out(`\n${bold('By hand')}\n`);
    for (const change of person.changes)
      io.out(`  ${change.id} ${change.action} ${change.keys.map(plain).join(', ')} ${dim(standing(change))}\n`);
  }
  return 0;
}

/** Takes the person's keys away for good; what they did stays counted. */
async function forget(call: Call, engine: Engine, key: string): Promise<number> {
  const { io } = call;
  const { bold, dim } = paint(io);
  const isJson = wantsJson(call);
  const person = await engine.identityPerson({ key });
  if (!isJson) {
    io.out(`${bold(plain(person.label))} ${dim(person.keys.map(plain).join(' · '))}\n`);
    io.out(
      'Who they are would go from the records and the journal, what they did stays counted. It cannot be undone.\n',
    );
  }
  const isAsked = !call.flag('yes') && !call.flag('dry-run') && !isJson;
  const isMeant = call.flag('yes') || (isAsked && (await io.confirm?.('Forget them?')) === true);
  if (!isMeant || call.flag('dry-run')) {
    if (isJson) printJson(call, { person, forgotten: null });
    else io.out('\nNothing is changed. With --yes it is done.\n');
    return 0;
  }
  const forgotten = await engine.forget({ keys: [person.key] });
  if (isJson) printJson(call, { person, forgotten });
  else {
    io.out(
      `\nForgotten: ${plural(forgotten.keys, 'key')} in ${plural(forgotten.events, 'event')} and ${plural(forgotten.contacts, 'contact')}.\n`,
    );
    if (forgotten.files.length > 0)
      io.out(`Files of your own still tell of them: ${forgotten.files.map(plain).join(', ')}\n`);
  }
  return 0;
}
