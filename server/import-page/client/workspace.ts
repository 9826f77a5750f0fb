// What the workspace holds and what was taken in, kept up to date; and when the companion goes away, since when it is away.

import type { StatusAnswer } from '#shared/schema/index.ts';
import { plural, words } from '#shared/words.ts';
import { Refused, status, type WireError } from './companion.ts';
import { byId, countText, make, table } from './dom.ts';

const everyMs = 5_000;
const importsShown = 50;

let shown = '';
let seenAt: Date | null = null;

export async function refresh(): Promise<void> {
  try {
    const now = await status();
    seenAt = new Date();
    trouble(null);
    const text = JSON.stringify(now);
    if (text !== shown) show(now);
    shown = text;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    trouble(error.error);
  }
}

/** Asks now and then while the page is looked at. */
export function keepFresh(): void {
  void refresh();
  setInterval(() => {
    if (!document.hidden) void refresh();
  }, everyMs);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void refresh();
  });
}

function trouble(error: WireError | null): void {
  const box = byId('trouble');
  const isOut = error?.code === 'token-missing' || error?.code === 'token-unknown';
  const what = isOut ? 'The companion was started anew, or this page’s session has ended.' : error?.what;
  const remedy = isOut ? 'Open a fresh link: npx throughline pair --page' : error?.remedy;
  const since = seenAt ? ` What is shown is from ${seenAt.toLocaleTimeString('en-GB')}.` : '';
  const text = error ? `${what}${since} ${remedy ?? ''}` : '';
  if (box.textContent !== text) box.textContent = text;
  box.hidden = error === null;
  document.body.classList.toggle('stale', error !== null);
  if (error && !seenAt)
    for (const id of ['holds', 'imports']) byId(id).replaceChildren(make('p', { class: 'soft' }, '–'));
}

function show({ workspace, records, imports, dataTo, currency, zone, inbox }: StatusAnswer): void {
  byId('workspace').textContent = workspace.sample
    ? `${workspace.name}: a made-up company, until your first file is in`
    : `${workspace.name} · ${currency} · ${zone}`;
  const kinds = Object.entries(records).filter(([, rows]) => rows > 0);
  const until = [
    dataTo.events && `events to ${dataTo.events}`,
    dataTo.deals && `deals to ${dataTo.deals}`,
    dataTo.spend && `cost to ${dataTo.spend}`,
  ].filter(Boolean);
  const holds = workspace.sample
    ? [make('p', {}, 'Nothing of yours yet. Every figure is the sample company’s until your first file is in.')]
    : [
        make(
          'dl',
          { class: 'counts' },
          ...kinds.map(([kind, rows]) => make('div', {}, make('dt', {}, words(kind)), make('dd', {}, countText(rows)))),
        ),
        make('p', { class: 'soft' }, until.join(' · ')),
      ];
  const waiting =
    inbox &&
    [
      inbox.current && `${inbox.current} is being taken in`,
      inbox.waiting > 0 && `${plural(inbox.waiting, 'file')} waiting`,
      inbox.failed > 0 && `${plural(inbox.failed, 'file')} in failed/, the reason beside each`,
    ].filter(Boolean);
  byId('holds').replaceChildren(
    ...holds,
    ...(inbox
      ? [
          make(
            'p',
            { class: 'soft' },
            'Inbox: ',
            make('code', {}, inbox.path),
            waiting?.length ? ` · ${waiting.join(' · ')}` : '',
          ),
        ]
      : []),
  );
  showImports(workspace.sample ? [] : imports);
}

function showImports(imports: StatusAnswer['imports']): void {
  if (imports.length === 0) {
    byId('imports').replaceChildren(make('p', { class: 'soft' }, 'None yet.'));
    return;
  }
  const rows = imports
    .toReversed()
    .slice(0, importsShown)
    .map(({ id, file, format, kept, duplicates, rejected, at }) => [
      file,
      format,
      countText(kept),
      countText(duplicates),
      rejected > 0
        ? make(
            'a',
            {
              href: `/v1/imports/${id}/rejects.csv`,
              'aria-label': `${plural(rejected, 'row')} set aside from ${file}, as CSV`,
            },
            countText(rejected),
          )
        : '0',
      new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
    ]);
  byId('imports').replaceChildren(
    table(['File', 'Format', 'Kept', 'Duplicate', 'Set aside', 'When'], rows, [2, 3, 4]),
    ...(imports.length > importsShown
      ? [make('p', { class: 'soft' }, `and ${countText(imports.length - importsShown)} earlier ones`)]
      : []),
  );
}
