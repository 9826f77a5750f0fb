import { describe, expect, it } from 'vitest';
import type { JournalLine } from '#shared/schema/collect.ts';
import { numberFor } from '../../../server/collect/numbers.ts';

const paid = ['+442079460001', '+442079460002'];
const settings = {
  sites: ['shop.example'],
  phonePool: { 'Paid Search': paid, default: ['+442079460099'] },
};
const hit = (at: string, url: string, more: Partial<JournalLine> = {}): JournalLine => ({
  hit_id: `h-${at}`,
  kind: 'page',
  consent: 'granted',
  at: Date.parse(`2026-03-01T${at}Z`),
  received: Date.parse(`2026-03-01T${at}Z`),
  site: 'shop.example',
  url,
  visitor: 'visitor-1',
  ...more,
});
const ad = 'https://shop.example/?gclid=CjwKEXAMPLE';
const plain = 'https://shop.example/prices';

describe('the number that a visitor is shown', () => {
  it("is one of the pool of the visit's channel, in place of every other", () => {
    const shown = numberFor(hit('10:00:00', ad), settings, new Map())!;
    expect(paid).toContain(shown.number);
    const others = ['+442079460099', ...paid].filter(number => number !== shown.number);
    expect(shown.answer).toEqual({ phone: { show: shown.number, instead: others } });
  });

  it('stays the same for the same visitor, and not all visitors have one', () => {
    const of = (visitor: string) => numberFor(hit('10:00:00', ad, { visitor }), settings, new Map())!.number;
    expect(of('visitor-1')).toBe(of('visitor-1'));
    const all = new Set(Array.from({ length: 20 }, (_, i) => of(`visitor-${i}`)));
    expect([...all].sort()).toEqual(paid);
  });

  it('keeps to the channel on later pages of the visit, and begins anew after half an hour', () => {
    const visits = new Map();
    const first = numberFor(hit('10:00:00', ad), settings, visits)!.number;
    const own = { referrer: ad };
    expect(numberFor(hit('10:30:00', plain, own), settings, visits)!.number).toBe(first);
    expect(numberFor(hit('10:59:59', plain, own), settings, visits)!.number).toBe(first);
    // 30 minutes and a second after the last page.
    const later = numberFor(hit('11:30:00', plain), settings, visits)!;
    expect(later.answer.phone!.show).toBe('+442079460099');
  });

  it('changes with a new source in the middle of a visit', () => {
    const visits = new Map();
    numberFor(hit('10:00:00', ad), settings, visits);
    const mail = numberFor(hit('10:05:00', `${plain}?utm_source=news&utm_medium=email`), settings, visits)!;
    expect(mail.answer.phone!.show).toBe('+442079460099');
  });

  it('is not kept with the hit where it is the one that everybody sees', () => {
    const shown = numberFor(hit('10:00:00', plain), settings, new Map())!;
    expect(shown.answer.phone!.show).toBe('+442079460099');
    expect(shown.number).toBeUndefined();
  });

  it('is not kept with a hit that waited on the device: the number is answered now, it was not shown then', () => {
    const of = (waited: number) => {
      const line = hit('10:00:00', ad);
      return numberFor({ ...line, received: line.at + waited }, settings, new Map())!;
    };
    expect(of(5 * 60_000).number).toBe(of(0).number);
    expect(of(5 * 60_000 + 1).number).toBeUndefined();
    expect(of(5 * 60_000 + 1).answer).toEqual(of(0).answer);
  });

  it('is none without consent, without a pool, or for a channel without one', () => {
    expect(numberFor(hit('10:00:00', ad, { visitor: undefined }), settings, new Map())).toBeUndefined();
    expect(numberFor(hit('10:00:00', ad), { ...settings, phonePool: {} }, new Map())).toBeUndefined();
    const narrow = { ...settings, phonePool: { Email: ['+442079460003'] } };
    expect(numberFor(hit('10:00:00', ad), narrow, new Map())).toBeUndefined();
  });

  it('is remembered for so many visits and no more', () => {
    const visits = new Map();
    for (let i = 0; i <= 50_000; i++) numberFor(hit('10:00:00', plain, { visitor: `visitor-${i}` }), settings, visits);
    expect(visits.size).toBe(50_000);
    expect(visits.has('visitor-0')).toBe(false);
  });
});
