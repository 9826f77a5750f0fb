// How our cells look: a constructed sheet of attribute selectors, which the page's security policy has no say in and which
// touches nothing of the page's. Box and type are measured once from the page's own cells, colours are its text colour mixed,
// so that the columns follow the page's theme and density.

import { BAR_WIDTH, type Face } from './face.ts';

const accent = '#0b8a8f';
const faint = (percent: number) => `color-mix(in srgb, currentColor ${percent}%, transparent)`;

const cell = '[data-throughline][role="gridcell"]';
const header = '[data-throughline][role="columnheader"]';
const layer = (color: string) => `linear-gradient(${color}, ${color})`;

const base = `
${cell}, ${header} {
  position: relative; display: flex; flex: 0 0 auto; align-items: center; justify-content: flex-end; align-self: stretch;
  box-sizing: border-box; margin: 0; overflow: hidden; white-space: nowrap; text-align: right; cursor: default;
  font-variant-numeric: tabular-nums; background-color: color-mix(in srgb, ${accent} 6%, transparent);
}
${header} { box-shadow: inset 0 -2px ${accent}; }
[data-throughline-edge="first"] { border-inline-start: 1px solid color-mix(in srgb, ${accent} 28%, transparent); }
${cell}:focus { outline: 2px solid ${accent}; outline-offset: -2px; }
${cell}[data-throughline-bar] {
  background-image: ${layer('currentColor')}, ${layer(accent)}, ${layer(faint(18))};
  background-repeat: no-repeat; background-origin: content-box; background-clip: border-box;
  background-size: 2px 7px, var(--throughline-width) 3px, ${BAR_WIDTH}px 1px;
  background-position: right var(--throughline-tick) top calc(50% + 12px), right var(--throughline-end) top calc(50% + 12px),
    right 0 top calc(50% + 12px);
}
${cell}[data-throughline-state="zero"], ${cell}[data-throughline-state="no-match"] { color: ${faint(72)}; }
${cell}[data-throughline-state="away"]::before, ${cell}[data-throughline-state="unpaired"]::before {
  content: ""; width: 28px; border-bottom: 2px dotted ${faint(45)};
}
${cell}[data-throughline-marks~="rank"]::after {
  content: ""; position: absolute; inset-inline-start: 10px; top: calc(50% - 6px); width: 7px; height: 12px; opacity: .6;
  background: currentColor;
  clip-path: polygon(50% 0, 100% 40%, 0 40%, 0 60%, 100% 60%, 50% 100%, 0 60%, 0 40%);
}
${cell}[data-throughline-marks~="health"]::before {
  content: ""; position: absolute; inset-inline-start: 24px; top: calc(50% - 6px); width: 12px; height: 11px;
  background: #c77700; clip-path: polygon(50% 0, 100% 100%, 0 100%);
}
@media (forced-colors: active) {
  ${header} { border-bottom: 2px solid Highlight; }
  ${cell}[data-throughline-bar] {
    forced-color-adjust: none; color: CanvasText; border-color: CanvasText; background-color: Canvas; background-image: ${layer('CanvasText')}, ${layer('Highlight')}, ${layer('CanvasText')};
  }
  ${cell}[data-throughline-marks]::before, ${cell}[data-throughline-marks]::after { forced-color-adjust: none; background: CanvasText; }
}
`;

const stale = `${cell} { opacity: .62; text-decoration: underline dotted ${faint(50)}; text-underline-offset: 3px; }`;
// Still: a thousand animations would be a thousand layers.
const skeletons = `${cell}[data-throughline-state="loading"]::before {
  content: ""; width: 44px; height: 9px; border-radius: 5px; background: ${faint(14)};
}`;
const pending = `${cell} { opacity: .62; }`;

/** Where a figure's marks end, from the cell's left: they stand before it. */
const marksEnd = (marks: string) => (marks.includes('health') ? 40 : marks.includes('rank') ? 21 : 0);

/** Kept figures, and those of the basis before. */
export type Mood = 'fresh' | 'stale' | 'pending';
const moods: Readonly<Record<Mood, string>> = { fresh: '', stale, pending };

/** Of the page's own cells, what ours copy. */
const copied = [
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'line-height',
  'color',
  'border-bottom',
  'height',
  'min-height',
] as const;

function measured(selector: string, like: Element | null): string {
  if (!like) return '';
  const style = like.ownerDocument.defaultView!.getComputedStyle(like);
  // A cell that fills its row gets its height from the row, as ours do.
  const rules = copied
    .filter(name => name !== 'height' || style.alignSelf !== 'stretch')
    .map(name => `${name}:${style.getPropertyValue(name)}`);
  return `${selector}{${rules.join(';')}}`;
}

export interface Look {
  header: Element;
  cell: Element | null;
  total: Element | null;
}

export class CellStyles {
  readonly #document: Document;
  readonly #sheets: Record<'base' | 'look' | 'mood' | 'widths', CSSStyleSheet>;
  readonly #context: CanvasRenderingContext2D;
  #look = '';
  /** What a figure is written in, and what its cell keeps free on both sides. */
  #figures = { font: '', totalFont: '', left: 0, right: 0 };
  #mood: Mood = 'fresh';
  #isWaiting = false;

  constructor(document: Document) {
    this.#document = document;
    const sheet = () => new document.defaultView!.CSSStyleSheet();
    this.#sheets = { base: sheet(), look: sheet(), mood: sheet(), widths: sheet() };
    this.#context = document.createElement('canvas').getContext('2d')!;
    this.#sheets.base.replaceSync(base);
  }

  /** Puts the sheets in place where they aren't (the page may have set its own anew). */
  attach(): void {
    const present = this.#document.adoptedStyleSheets;
    const missing = Object.values(this.#sheets).filter(sheet => !present.includes(sheet));
    if (missing.length > 0) this.#document.adoptedStyleSheets = [...present, ...missing];
  }

  detach(): void {
    const own = Object.values(this.#sheets);
    this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter(sheet => !own.includes(sheet));
  }

  /** Reads the looks of the page's own cells: forces a layout, so only when the table is new. */
  measure({ header: head, cell: body, total }: Look): void {
    const look = [
      measured(header, head),
      measured(cell, body),
      measured(`${cell}[data-throughline-key="total"]`, total),
    ].join('\n');
    if (look === this.#look) return;
    this.#look = look;
    this.#sheets.look.replaceSync(look);
    if (!body) return;
    const styleOf = (node: Element) => this.#document.defaultView!.getComputedStyle(node);
    const fontOf = ({ fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) =>
      `${fontWeight} ${fontSize} ${fontFamily}`;
    const style = styleOf(body);
    this.#figures = {
      font: fontOf(style),
      totalFont: fontOf(total ? styleOf(total) : style),
      left: Number.parseFloat(style.paddingLeft) || 0,
      right: Number.parseFloat(style.paddingRight) || 0,
    };
  }

  /** CSS pixels that a cell needs to show a figure whole; measured looks are a condition. */
  widthFor({ text, marks }: Face, isTotal: boolean): number {
    const { font, totalFont, left, right } = this.#figures;
    this.#context.font = isTotal ? totalFont : font;
    // Our digits are all as wide as a 0.
    const { width } = this.#context.measureText(text.replace(/\d/g, '0'));
    return Math.ceil(Math.max(left, marksEnd(marks)) + width + right) + 2;
  }

  /** Columns that are wider than usual, by id, in CSS pixels; all others are as wide as usual again. */
  widen(columns: readonly (readonly [id: string, widthPx: number])[]): void {
    const rules = columns.map(([id, widthPx]) => `[data-throughline="${id}"][role]{width:${widthPx}px!important}`);
    this.#sheets.widths.replaceSync(rules.join(''));
  }

  /** Of all figures at once, without a write to the page; `isWaiting`: those that aren't there yet are drawn as such. */
  mood(mood: Mood, isWaiting: boolean): void {
    if (mood === this.#mood && isWaiting === this.#isWaiting) return;
    this.#mood = mood;
    this.#isWaiting = isWaiting;
    this.#sheets.mood.replaceSync(`${moods[mood]}${isWaiting ? skeletons : ''}`);
  }
}
