// The form of one link: looked at as it is typed, by the companion. Answers that come late, after another letter was typed,
// are dropped; of fields that nobody has touched yet nothing is said.

import type { KeptLink, LinkCheck, LinkProblem } from '#shared/schema/index.ts';
import { ask, Refused } from '../../import-page/client/companion.ts';
import { byId, say } from '../../import-page/client/dom.ts';
import { hasErrors, hasWarnings, problemBox } from './problems.ts';

type Looked = LinkCheck & { qr: string | null };

const pauseMs = 200;

const form = byId('form') as HTMLFormElement;
const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')].map(element => ({
  name: element.dataset.field as string,
  input: element.querySelector('input') as HTMLInputElement,
  told: element.querySelector('.told') as HTMLElement,
}));
const touched = new Set<string>();
let latest = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let found: Looked | null = null;
/** What `found` was said of. */
let foundOf = '';

function wish(): Record<string, string> {
  return Object.fromEntries(
    fields
      .map(({ name, input }) => [name, input.value.trim()])
      .filter(([name, value]) => name === 'url' || value !== ''),
  );
}

export interface FormHears {
  onKept(): void;
  onTrouble(error: Refused | null): void;
}

export function listenToForm(hears: FormHears): void {
  for (const { name, input } of fields) {
    input.addEventListener('input', () => {
      touched.add(name);
      byId('kept').hidden = true;
      clearTimeout(timer);
      timer = setTimeout(() => void look(hears), pauseMs);
    });
  }
  form.addEventListener('submit', event => {
    event.preventDefault();
    void keep(false, hears);
  });
  byId('insist').addEventListener('click', () => void keep(true, hears));
  form.addEventListener('reset', () => {
    clearTimeout(timer);
    latest++;
    touched.clear();
    found = null;
    byId('kept').hidden = true;
    show();
    byId('url').focus();
  });
  byId('copy').addEventListener('click', () => void copy(byId('link').textContent ?? '', byId('copy')));
}

/** Puts a text in the clipboard and says so on the button. */
export async function copy(text: string, button: HTMLElement): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    say('Copied');
  } catch {
    // The browser has its own say in it: then it is selected, to be copied by hand.
    say('Could not copy: select it and copy by hand');
    button.textContent = 'Select and copy it by hand';
  }
  setTimeout(() => {
    button.textContent = before;
  }, 1_500);
}

async function look({ onTrouble }: FormHears): Promise<void> {
  const turn = ++latest;
  const asked = wish();
  try {
    const answer: Looked = await (await ask('POST', 'links/check', asked)).json();
    if (turn !== latest) return;
    found = answer;
    foundOf = JSON.stringify(asked);
    onTrouble(null);
    show();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (turn === latest) onTrouble(error);
  }
}

function use(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input'));
  input.focus();
}

function show(): void {
  const problems = found?.problems ?? [];
  for (const { name, input, told } of fields) {
    const own = problems.filter(
      ({ field, code }) => field === name && (touched.has(name) || !code.endsWith('-missing')),
    );
    told.replaceChildren(...own.map(problem => problemBox(problem, text => use(input, text))));
    if (own.some(({ severity }) => severity === 'error')) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
  const isAny = fields.some(({ input }) => input.value.trim() !== '');
  const link = isAny ? (found?.link ?? null) : null;
  byId('empty').hidden = link !== null;
  byId('made').hidden = link === null;
  byId('insist').hidden = !found || hasErrors(problems) || !hasWarnings(problems);
  if (!found || link === null) return;
  byId('link').textContent = link;
  byId('channel').textContent = found.channel ?? 'known once source and medium are there';
  byId('channel').classList.toggle('doubtful', found.channel === 'Unassigned');
  const isDrawn = found.qr !== null && !hasErrors(problems);
  byId('code').hidden = !isDrawn;
  if (!isDrawn) return;
  const picture = `data:image/svg+xml,${encodeURIComponent(found.qr as string)}`;
  const image = byId('qr') as HTMLImageElement;
  image.src = picture;
  image.alt = `QR code that opens ${link}`;
  const file = byId('qr-file') as HTMLAnchorElement;
  file.href = picture;
  file.download = `${byIdValue('slug') || byIdValue('campaign') || 'link'}.svg`.replace(/[^\w.-]+/g, '-');
}

const byIdValue = (id: string): string => (byId(id) as HTMLInputElement).value.trim();

async function keep(force: boolean, hears: FormHears): Promise<void> {
  // What was typed last may not have been looked at yet.
  clearTimeout(timer);
  for (const { name } of fields) touched.add(name);
  if (foundOf !== JSON.stringify(wish()) || !found) await look(hears);
  show();
  const problems: readonly LinkProblem[] = found?.problems ?? [];
  if (!found || hasErrors(problems) || (hasWarnings(problems) && !force)) {
    const first = fields.find(({ told }) => told.querySelector('.error, .warning'));
    if (first && byId('more').contains(first.input)) (byId('more') as HTMLDetailsElement).open = true;
    first?.input.focus();
    if (found) say(`Not kept: ${problems.filter(({ severity }) => severity !== 'note').length} things to look at`);
    return;
  }
  try {
    const answer = await ask('POST', 'links', { ...wish(), force });
    const { what, kept }: { what: 'added' | 'changed' | 'same'; kept: KeptLink } = await answer.json();
    const words = {
      added: 'Kept in the register.',
      changed: 'It was in the register: changed there.',
      same: 'It is in the register already.',
    };
    const box = byId('kept');
    box.textContent = kept.slug ? `${words[what]} Your collector answers /l/${kept.slug} with it.` : words[what];
    box.hidden = false;
    say(words[what]);
    hears.onTrouble(null);
    hears.onKept();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    hears.onTrouble(error);
  }
}
