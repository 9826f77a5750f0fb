// The links page: the form, many at once, the ad platforms' templates, the register.

import { ask, Refused } from '../../import-page/client/companion.ts';
import { byId, make } from '../../import-page/client/dom.ts';
import { copy, type FormHears, listenToForm } from './form.ts';
import { listenToTable } from './many.ts';
import { listenToRegister, refreshRegister } from './register.ts';

function trouble(refused: Refused | null): void {
  const box = byId('trouble');
  const error = refused?.error;
  const isOut = error?.code === 'token-missing' || error?.code === 'token-unknown';
  const text = isOut
    ? 'The companion was started anew, or this page’s session has ended. Open a fresh link: npx throughline pair --page'
    : [error?.what, error?.remedy].filter(Boolean).join(' ');
  if (box.textContent !== text) box.textContent = text;
  box.hidden = !error;
}

const hears: FormHears = {
  onKept: () => void refreshRegister(hears),
  onTrouble: trouble,
};

async function showTemplates(): Promise<void> {
  try {
    const all: { label: string; where: string; text: string }[] = await (await ask('GET', 'links/templates')).json();
    byId('templates').replaceChildren(
      ...all.map(({ label, where, text }) => {
        const button: HTMLButtonElement = make(
          'button',
          {
            type: 'button',
            class: 'small',
            'aria-label': `Copy the template of ${label}`,
            onclick: () => void copy(text, button),
          },
          'Copy',
        );
        return make(
          'div',
          { class: 'template' },
          make('h3', {}, label),
          make('p', { class: 'soft' }, where),
          make('p', { class: 'link' }, make('code', {}, text)),
          button,
        );
      }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    byId('templates').replaceChildren(make('p', { class: 'soft' }, '–'));
  }
}

listenToForm(hears);
listenToTable(hears);
listenToRegister();
void refreshRegister(hears);
void showTemplates();
