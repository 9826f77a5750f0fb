import { expect, test } from 'vitest';
import { readDateRange } from '../../../extension/sites/page-dates.ts';

const february = { from: '2026-02-01', to: '2026-02-28' };

test('reads a month as Google Ads writes it in many languages', () => {
  const texts = [
    ['Feb 1 – 28, 2026', 'en'],
    ['February 1 - February 28, 2026', 'en-US'],
    ['1–28 Feb 2026', 'en-GB'],
    ['1. Feb. 2026 – 28. Feb. 2026', 'de'],
    ['1.–28. Februar 2026', 'de'],
    ['1–28 févr. 2026', 'fr'],
    ['1 feb 2026 – 28 feb 2026', 'es'],
    ['1 de fev. – 28 de fev. de 2026', 'pt-BR'],
    ['1–28 lutego 2026', 'pl'],
    ['1–28 февр. 2026 г.', 'ru'],
    ['2026年2月1日～2月28日', 'ja'],
    ['2026년 2월 1일 ~ 28일', 'ko'],
    ['2026年2月1日至28日', 'zh-CN'],
    ['١–٢٨ فبراير ٢٠٢٦', 'ar'],
    ['2026-02-01 – 2026-02-28', 'sv'],
  ];
  for (const [text, lang] of texts)
    expect(readDateRange(text, lang), `${lang}: ${text}`).toEqual(text.includes('至') ? null : february);
});

test('whatever a language’s own formatter writes is read as it was meant, or not at all', () => {
  const langs =
    'en en-GB de fr es it pt-BR nl pl cs ru uk sv da nb fi hu tr el ja ko zh-CN zh-TW ar he hi th vi id ro bg hr'.split(
      ' ',
    );
  const ranges = [
    ['2026-02-01', '2026-02-28'],
    ['2026-02-01', '2026-03-09'],
    ['2025-12-15', '2026-01-14'],
    ['2026-05-13', '2026-05-13'],
  ] as const;
  let read = 0;
  for (const lang of langs)
    for (const month of ['short', 'long'] as const)
      for (const [from, to] of ranges) {
        const format = new Intl.DateTimeFormat(lang, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
        const text = format.formatRange(new Date(from), new Date(to));
        const found = readDateRange(text, lang);
        if (found === null) continue;
        read++;
        expect(found, `${lang}: ${text}`).toEqual({ from, to });
      }
  expect(read).toBeGreaterThan(langs.length * ranges.length * 2 * 0.8);
});

test('the name of a preset isn’t part of its days', () => {
  const thirty = { from: '2026-01-03', to: '2026-02-01' };
  expect(readDateRange('Last 30 days: Jan 3 – Feb 1, 2026', 'en')).toEqual(thirty);
  expect(readDateRange('Last 30 days Jan 3 – Feb 1, 2026', 'en')).toEqual(thirty);
  expect(readDateRange('Yesterday Feb 3, 2026', 'en')).toEqual({ from: '2026-02-03', to: '2026-02-03' });
});

test('a language’s own page may write its months in English', () => {
  expect(readDateRange('Feb 1 – 28, 2026', 'de')).toEqual(february);
  expect(readDateRange('Feb 1 – 28, 2026', 'no such tag')).toEqual(february);
});

test('numbers are read only where they can’t mean two things', () => {
  expect(readDateRange('2/1/2026 – 2/28/2026', 'en')).toEqual(february);
  expect(readDateRange('1/2/2026 – 28/2/2026', 'en')).toEqual(february);
  expect(readDateRange('2/1/2026 – 2/10/2026', 'en')).toBeNull();
  expect(readDateRange('01.–28.02.2026', 'de')).toBeNull();
});

test('what isn’t one whole range is null', () => {
  const texts = [
    '',
    'All time',
    'Last 30 days',
    'Feb 1 – 28',
    'Feb 30, 2026',
    'Dec 15 – Jan 14, 2026',
    'Mar 9 – Feb 1, 2026',
    'Feb 1 – 28, 2026 Compared to: Jan 1 – 31, 2026',
    'Feb 1 – 28, 2026 Jan 1 – 31, 2026',
    'Feb 1 – 28, 1926',
  ];
  for (const text of texts) expect(readDateRange(text, 'en'), text).toBeNull();
});
