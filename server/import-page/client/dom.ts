// Elements by name, attributes and children. Text is always text: nothing here makes markup out of a string.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** `on…` attributes are listeners; true is an attribute without a value; false, null and undefined are none. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

/** Says it to those who listen rather than look. */
export function say(text: string): void {
  byId('said').textContent = text;
}

export function countText(count: number): string {
  return count.toLocaleString('en-GB');
}

export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** A table; cells of `numbers` columns are set to the right. Of a name too long for its cell, whichever way it is written, the beginning is seen. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
  numbers: readonly number[] = [],
): HTMLElement {
  const align = (column: number) => (numbers.includes(column) ? 'number' : undefined);
  return make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...heads.map((head, i) => make('th', { scope: 'col', class: align(i) }, head)))),
    make(
      'tbody',
      {},
      ...rows.map(row => make('tr', {}, ...row.map((cell, i) => make('td', { class: align(i), dir: 'auto' }, cell)))),
    ),
  );
}
