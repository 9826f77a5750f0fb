// Tables, figures and notes as they are printed.

import { describe, expect, test } from 'vitest';
import { conservationLine, countText, figureText, moneyText } from '../../../server/cli/figures.ts';
import { paint } from '../../../server/cli/io.ts';
import { displayWidth, plain, shorten, tableLines } from '../../../server/cli/table.ts';
import type { Meta } from '../../../shared/schema/index.ts';

describe('tables', () => {
  test('numbers stand to the right, words to the left, columns two apart', () => {
    expect(
      tableLines(
        [{ label: 'Campaign' }, { label: 'Cost', align: 'right' }],
        [
          ['Brand', '£1,200.00'],
          ['A much longer name', '–'],
        ],
      ),
    ).toEqual(['Campaign                 Cost', 'Brand               £1,200.00', 'A much longer name          –']);
  });

  test('wide characters and marks take the columns that a terminal gives them', () => {
    expect(displayWidth('広告')).toBe(4);
    expect(displayWidth('é')).toBe(1);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('🚀')).toBe(2);
    expect(
      tableLines(
        [{ label: 'x' }, { label: 'y' }],
        [
          ['広告', '1'],
          ['ad', '2'],
        ],
      ),
    ).toEqual(['x     y', '広告  1', 'ad    2']);
  });

  test('what a file holds cannot drive the terminal', () => {
    expect(plain('a\u001b[31mred\u001b[0m b')).toBe('ared b');
    expect(plain('one\ntwo\u0007')).toBe('one·two·');
    expect(plain('abc\u202edef')).toBe('abc·def');
  });

  test('a long name is cut with an ellipsis, never in the middle of a character', () => {
    expect(shorten('Spring awareness', 10)).toBe('Spring aw…');
    expect(shorten('short', 10)).toBe('short');
    expect(shorten('広告広告', 5)).toBe('広告…');
  });
});

describe('figures', () => {
  test('money has its sign and its own decimals', () => {
    expect(moneyText(2000.5, 'GBP')).toBe('£2,000.50');
    expect(moneyText(-500, 'JPY')).toBe('-JP¥500');
    expect(moneyText(1.234, 'KWD')).toMatch(/^KWD\s1\.234$/);
  });

  test('null is a dash, whatever it would have been', () => {
    for (const kind of ['count', 'money', 'ratio', 'percent'] as const) expect(figureText(null, kind, 'GBP')).toBe('–');
  });

  test('a ratio has two decimals, a share is in percent', () => {
    expect(figureText(4, 'ratio', 'GBP')).toBe('4.00');
    expect(figureText(-1, 'percent', 'GBP')).toBe('-100.0 %');
  });

  test('a count is whole where it is, and never nothing where it is something', () => {
    expect(countText(12_000)).toBe('12,000');
    expect(countText(0.3333)).toBe('0.33');
    expect(countText(0.001)).toBe('<0.01');
    expect(countText(0)).toBe('0');
  });
});

describe('the conservation line', () => {
  const meta = { goal: 'revenue', currency: 'GBP' } as Meta;
  const base = {
    imported: 1600,
    attributed: 1500.5,
    unattributed: 99.5,
    excluded: 0,
    conversions: { imported: 3, attributed: 2, unattributed: 1, excluded: 0 },
  };

  test('names all four sums and the conversions behind them', () => {
    expect(conservationLine({ ...base, holds: true }, meta)).toBe(
      'Conservation: £1,600.00 imported = £1,500.50 attributed + £99.50 unattributed + £0.00 excluded · 3 conversions = 2 + 1 + 0',
    );
  });

  test('shouts where it does not hold', () => {
    expect(conservationLine({ ...base, imported: 1700, holds: false }, meta)).toMatch(
      /^CONSERVATION BROKEN: £1,700\.00/,
    );
  });

  test('tells what no rate was found for', () => {
    expect(conservationLine({ ...base, unconverted: { EUR: 10 }, holds: true }, meta)).toContain(
      'without an exchange rate: €10.00',
    );
  });
});

describe('colours', () => {
  test('are for terminals, and not where NO_COLOR is set', () => {
    expect(paint({ isTerminal: true, env: {} }).bold('x')).toBe('\u001b[1mx\u001b[22m');
    expect(paint({ isTerminal: true, env: { NO_COLOR: '1' } }).bold('x')).toBe('x');
    expect(paint({ isTerminal: true, env: { TERM: 'dumb' } }).bold('x')).toBe('x');
    expect(paint({ isTerminal: false, env: {} }).bold('x')).toBe('x');
  });
});
