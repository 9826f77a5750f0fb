// The two plots of the dashboard, by Observable Plot; loaded only once the figures stand. Colours are the design's own
// variables, so that light and dark need no second drawing.

import { axisX, barX, gridX, plot, ruleX, text, tickX } from '@observablehq/plot';
import { shortenTo, withoutCommonStart } from './short-labels.ts';

export interface Bar {
  /** Another for each bar. */
  key: string;
  label: string;
  value: number;
  /** Null: it costs nothing that is known. */
  cost: number | null;
  lowest: number;
  highest: number;
}

export interface PlotOptions {
  widthPx: number;
  /** What it shows, in words. */
  title: string;
  /** Writes a number on the axis. */
  short(value: number): string;
  /** Writes a number in full. */
  full(value: number): string;
}

const ROW_PX = 30;
/** Below this there is no room for whole amounts. */
const NARROW_PX = 440;
const FONT_PX = 12;

type Drawn = SVGSVGElement | HTMLElement;

/** The goal beside what it cost, a pair of bars a row. */
export function plotValueAndCost(bars: readonly Bar[], options: PlotOptions): Drawn {
  const hasCost = bars.some(({ cost }) => cost !== null);
  const half = hasCost ? 15 : 6;
  const write = options.widthPx < NARROW_PX ? options.short : options.full;
  const written = ({ value }: Bar) => write(value);
  return frame(bars, options, bars.map(written), [
    barX(bars, { x: 'value', y: 'key', fill: 'var(--accent)', insetTop: hasCost ? 3 : 6, insetBottom: half }),
    ...(hasCost
      ? [
          barX(
            bars.filter(({ cost }) => cost !== null),
            { x: 'cost', y: 'key', fill: 'var(--cost)', insetTop: 15, insetBottom: 6 },
          ),
        ]
      : []),
    text(bars, {
      // What a refund took below zero has its bar on the left: its figure stands right of the line.
      x: ({ value }: Bar) => Math.max(0, value),
      y: 'key',
      text: written,
      textAnchor: 'start',
      dx: 4,
      dy: hasCost ? -6 : 0,
      fill: 'var(--ink)',
    }),
  ]);
}

/** Lowest to highest over the models, a tick at the current one. */
export function plotSpreads(bars: readonly Bar[], options: PlotOptions): Drawn {
  return frame(
    bars,
    options,
    [],
    [
      barX(bars, {
        x1: 'lowest',
        x2: (bar: Bar) => (bar.highest === bar.lowest ? bar.lowest * 1.004 : bar.highest),
        y: 'key',
        fill: 'var(--spread)',
        insetTop: 10,
        insetBottom: 10,
        rx: 3,
      }),
      tickX(bars, { x: 'value', y: 'key', stroke: 'var(--accent)', strokeWidth: 3, insetTop: 6, insetBottom: 6 }),
    ],
  );
}

function frame(
  bars: readonly Bar[],
  { widthPx, title, short }: PlotOptions,
  /** What is written at the bars' ends. */
  written: readonly string[],
  marks: never[] | unknown[],
) {
  const widthOf = textMeasure();
  const shown = withoutCommonStart(bars.map(({ label }) => label));
  const labels = new Map(bars.map(({ key }, i) => [key, shown[i]]));
  const marginLeft = Math.min(200, Math.max(90, widthPx * 0.36));
  const marginRight = Math.max(widthPx < NARROW_PX ? 56 : 84, ...written.map(text => widthOf(text) + 8));
  // An axis number has about 80 pixels.
  const ticks = Math.max(2, Math.floor((widthPx - marginLeft - marginRight) / 80));
  const drawn = plot({
    width: widthPx,
    height: bars.length * ROW_PX + 30,
    marginLeft,
    marginRight,
    marginTop: 4,
    marginBottom: 26,
    style: { background: 'none', color: 'var(--ink)', fontFamily: 'inherit', fontSize: `${FONT_PX}px` },
    x: { zero: true },
    y: {
      label: null,
      domain: bars.map(({ key }) => key),
      tickSize: 0,
      tickFormat: key => shortenTo(marginLeft - 8, labels.get(key) ?? '', widthOf),
    },
    marks: [
      gridX({ stroke: 'var(--line)', strokeOpacity: 1, ticks }),
      axisX({ label: null, tickFormat: short, ticks, tickSize: 0, color: 'var(--soft)' }),
      ...(marks as never[]),
      ruleX([0], { stroke: 'var(--line-strong)' }),
    ],
  });
  // One picture with one name: the names of its parts would need roles of their own.
  for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', title);
  return drawn;
}

/** How wide a text of the plots is, in pixels. */
function textMeasure(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = `${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;
  return text => context.measureText(text).width;
}
