// The register as a table: searched as one types, a link copied or removed, what arrived by each.

import type { LinksAnswer } from '#shared/schema/index.ts';
import { ask, Refused } from '../../import-page/client/companion.ts';
import { byId, countText, make, say, table } from '../../import-page/client/dom.ts';
import { copy, type FormHears } from './form.ts';
import { moneyText } from './money-text.ts';

type Row = LinksAnswer['links'][number];

let answer: LinksAnswer | null = null;
let hears: FormHears;

/** Asks for the register and shows it; trouble is told. */
export async function refreshRegister(told: FormHears): Promise<void> {
  hears = told;
  try {
    answer = await (await ask('GET', 'links')).json();
    hears.onTrouble(null);
    offerNames();
    show();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (!answer) byId('register').replaceChildren(make('p', { class: 'soft' }, '–'));
    hears.onTrouble(error);
  }
}

export function listenToRegister(): void {
  byId('search').addEventListener('input', show);
}

function offerNames(): void {
  for (const [id, names] of Object.entries(answer?.names ?? {}))
    byId(id).replaceChildren(...names.slice(0, 500).map(value => make('option', { value })));
}

function show(): void {
  const all = answer?.links ?? [];
  byId('search-row').hidden = all.length === 0;
  byId('register-file').hidden = all.length === 0;
  if (all.length === 0) {
    byId('register').replaceChildren(
      make('p', { class: 'soft' }, 'Empty. Links that you keep stand here, and what arrived by each.'),
    );
    return;
  }
  const wanted = (byId('search') as HTMLInputElement).value.trim().toLowerCase().split(/\s+/);
  const found = all.filter(one => {
    const text = [one.link, one.label, one.slug, one.channel, one.madeBy].join(' ').toLowerCase();
    return wanted.every(word => text.includes(word));
  });
  if (found.length === 0) {
    byId('register').replaceChildren(make('p', { class: 'soft' }, 'No link has these words.'));
    return;
  }
  const money = moneyText(answer?.currency ?? '');
  byId('register').replaceChildren(
    table(
      ['Campaign', 'Source / medium', 'Counts in', 'Visits', 'Leads', 'Revenue', 'Made', 'Link'],
      found
        .toReversed()
        .map(one => [
          make('div', {}, make('strong', {}, one.campaign ?? ''), details(one)),
          `${one.source} / ${one.medium}`,
          one.channel,
          countText(one.arrived.visits),
          countText(Math.round(one.arrived.leads * 100) / 100),
          money(one.arrived.revenue),
          new Date(one.madeAt).toLocaleDateString('en-GB', { dateStyle: 'medium' }),
          actions(one),
        ]),
      [3, 4, 5],
    ),
  );
}

function details({ label, slug, content }: Row): HTMLElement | null {
  const text = [content, slug && `/l/${slug}`, label].filter(Boolean).join(' · ');
  return text ? make('div', { class: 'soft' }, text) : null;
}

function actions(one: Row): HTMLElement {
  const name = [one.campaign, one.source].filter(Boolean).join(', ');
  const copyIt: HTMLButtonElement = make(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': `Copy the link of ${name}`,
      onclick: () => void copy(one.link, copyIt),
    },
    'Copy',
  );
  let isAsked = false;
  const remove: HTMLButtonElement = make(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': `Remove the link of ${name}`,
      onclick: () => {
        if (isAsked) void removeIt(one);
        isAsked = true;
        remove.textContent = 'Really remove';
        remove.setAttribute('aria-label', `Really remove the link of ${name}`);
      },
      onblur: () => {
        isAsked = false;
        remove.textContent = 'Remove';
        remove.setAttribute('aria-label', `Remove the link of ${name}`);
      },
    },
    'Remove',
  );
  return make('div', { class: 'actions' }, make('code', { title: one.link }, one.link), copyIt, remove);
}

async function removeIt(one: Row): Promise<void> {
  try {
    await ask('DELETE', `links/${one.id}`);
    say('Removed from the register');
    await refreshRegister(hears);
    byId('register').focus();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    hears.onTrouble(error);
  }
}
