// The dashboard's date range: a button that says it, and a menu of others. Sent to the page as its own text: nothing from
// outside but types and what it is handed.

import type { make as makeElement } from '../dom.ts';

interface Range {
  from: string;
  to: string;
}

export interface DateMenu {
  show(range: Range): void;
}

/** Works on the button and the menu that are in the page. */
export function createDateMenu(
  ranges: readonly Range[],
  onChoose: (index: number) => void,
  make: typeof makeElement,
): DateMenu {
  const button = document.querySelector('.primary-range .button') as HTMLElement;
  const menu = document.querySelector('.date-menu') as HTMLElement;
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

  /** As the page writes it in British English: '1 Feb – 30 Apr 2026'. */
  function textOf({ from, to }: Range): string {
    const [a, b] = [from, to].map(day => {
      const [year, month, date] = day.split('-').map(Number);
      return { year, month: months[month - 1], date };
    });
    const end = `${b.date} ${b.month} ${b.year}`;
    if (a.year !== b.year) return `${a.date} ${a.month} ${a.year} – ${end}`;
    if (a.month !== b.month) return `${a.date} ${a.month} – ${end}`;
    return a.date === b.date ? end : `${a.date} – ${end}`;
  }

  function setOpen(isOpen: boolean): void {
    menu.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) (menu.querySelector('[aria-checked=true]') as HTMLElement | null)?.focus();
  }

  const items = ranges.map((range, index) => {
    const item = make('material-select-item', { role: 'menuitemradio', tabindex: '0' }, textOf(range));
    item.addEventListener('click', () => {
      setOpen(false);
      button.focus();
      onChoose(index);
    });
    return item;
  });
  menu.replaceChildren(...items);

  button.addEventListener('click', () => setOpen(menu.hidden === true));
  document.addEventListener('click', event => {
    if (!(event.target as Element).closest('.date-range')) setOpen(false);
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') setOpen(false);
    const target = event.target as HTMLElement;
    if ((event.key === 'Enter' || event.key === ' ') && target.closest('.date-range')) {
      event.preventDefault();
      target.click();
    }
  });

  return {
    show(range) {
      (button.querySelector('.button-text') as Element).textContent = textOf(range);
      for (const [i, item] of items.entries())
        item.setAttribute('aria-checked', String(ranges[i].from === range.from && ranges[i].to === range.to));
    },
  };
}
