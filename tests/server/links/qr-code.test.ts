// Read back from the drawing by ISO/IEC 18004: finder patterns, quiet zone, and the level in the format bits beside the
// upper left finder, which are masked with 10101 (of 101010000010010) in their first five.

import { stripVTControlCharacters } from 'node:util';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { qrSvg, qrText } from '../../../server/links/qr-code.ts';

const link = 'https://acme.com/fair?utm_source=fair-berlin&utm_medium=qr&utm_campaign=fair-2026';

/** Rows of modules, dark true, from the half blocks of a terminal that shows dark on light. */
function modulesOf(coloured: string): boolean[][] {
  const text = stripVTControlCharacters(coloured);
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap(line => [
    [...line].map(block => block === '▀' || block === '█'),
    [...line].map(block => block === '▄' || block === '█'),
  ]);
}

describe('in a terminal', () => {
  const rows = modulesOf(qrText(link, true));
  const size = rows[0].length - 8;

  test('is a code with four modules of quiet on every side', () => {
    expect((size - 17) % 4).toBe(0);
    const dark = rows.flatMap((row, y) => row.flatMap((is, x) => (is ? [[x, y]] : [])));
    for (const axis of [0, 1]) {
      expect(Math.min(...dark.map(at => at[axis]))).toBe(4);
      expect(Math.max(...dark.map(at => at[axis]))).toBe(size + 3);
    }
    for (const [x, y] of [
      [4, 4],
      [size - 3, 4],
      [4, size - 3],
    ])
      expect(rows[y].slice(x, x + 7)).toEqual(Array(7).fill(true));
  });

  test('can lose 15 % and more and still be read: level M or better, never L', () => {
    const [first, second] = [rows[4 + 8][4], rows[4 + 8][5]];
    const level = `${+first ^ 1}${+second ^ 0}`;
    expect(['00', '11', '10']).toContain(level); // M, Q, H; L is 01
  });

  test('without colours the ground is drawn, so that dark terminals show it right way round', () => {
    const inverted = modulesOf(qrText(link, false));
    expect(inverted.slice(0, size + 8)).toEqual(rows.slice(0, size + 8).map(row => row.map(is => !is)));
  });
});

describe('as SVG', () => {
  test('has a name and a description, and draws the same modules on white', () => {
    const { document } = parseHTML(qrSvg(link, 'Fair <2026> & "more"'));
    expect(document.querySelector('title')?.textContent).toBe('Fair <2026> & "more"');
    expect(document.querySelector('desc')?.textContent).toBe(`QR code that opens ${link}`);
    expect(document.querySelector('svg')?.getAttribute('role')).toBe('img');
    expect(document.querySelector('svg')?.getAttribute('viewBox')).toBe(`-4 -4 ${sizeOf() + 8} ${sizeOf() + 8}`);
  });

  test('a longer link makes a finer code', () => {
    expect(qrSvg(`${link}&utm_content=${'x'.repeat(300)}`).length).toBeGreaterThan(qrSvg(link).length);
  });

  const sizeOf = () => modulesOf(qrText(link, true))[0].length - 8;
});
