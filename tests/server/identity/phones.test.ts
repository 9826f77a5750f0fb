import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { normalisePhone } from '../../../server/identity/phones.ts';
import { lines, workspace } from '../ingest/ingest.ts';
import { storeOf } from '../journeys/records.ts';

describe('a phone in E.164', () => {
  it.each([
    ['020 7946 0018', 'GB', '+442079460018'],
    ['(020) 7946-0018', 'GB', '+442079460018'],
    ['442079460018', 'GB', '+442079460018'],
    ['tel:+44-20-7946-0018', 'DE', '+442079460018'],
    ['030 901820', 'DE', '+4930901820'],
    ['+49 (0)30 901820', 'GB', '+4930901820'],
    ['030/90182-0', 'DE', '+4930901820'],
    ['(415) 555-0100', 'US', '+14155550100'],
    ['1-415-555-0100', 'US', '+14155550100'],
  ])('of %s in %s is %s', (text, region, e164) => {
    expect(normalisePhone(text, region)).toBe(e164);
  });

  it.each(['GB', 'DE', 'US', 'AU', 'FR'])('is read from a number with 00 in front, wherever one is: %s', region => {
    expect(normalisePhone('0044 20 7946 0018', region)).toBe('+442079460018');
    expect(normalisePhone('00 49 30 901820', region)).toBe('+4930901820');
  });

  it('is read from the way out that the region dials itself', () => {
    expect(normalisePhone('011 44 20 7946 0018', 'US')).toBe('+442079460018');
    expect(normalisePhone('0011 44 20 7946 0018', 'AU')).toBe('+442079460018');
  });

  it.each([
    ['(415) 555-0100 ext. 12', 'US'],
    ['415-555-0100 x34', 'US'],
    ['+1 415 555 0100,,12', 'GB'],
  ])('has no extension: %s', (text, region) => {
    expect(normalisePhone(text, region)).toBe('+14155550100');
  });

  it.each([
    'Anonymous',
    'Restricted',
    '+266696687',
    '00266696687',
    '266-696-687',
    '+17378742833',
    '7378742833',
    '+86282452253',
    '+1 2562533',
    '8656696',
    '+44 7748283',
    '0000000000',
    '+1 000 000 0000',
    '1234567890',
    '+',
    '12345',
  ])('is none where the caller withheld it or nobody has it: %s', text => {
    for (const region of ['GB', 'DE', 'US']) expect(normalisePhone(text, region), region).toBeNull();
  });
});

describe('colleagues behind one switchboard', () => {
  it('stay two people, whatever extension each has', async () => {
    const store = await storeOf({
      contacts: [
        { id: '1', email: 'ann@acme.com', phone: '020 7946 0018 ext 1' },
        { id: '2', email: 'bob@acme.com', phone: '020 7946 0018 ext 2' },
      ],
    });
    const directory = await Directory.open(store, { region: 'GB' });
    expect(await directory.findPerson('ann@acme.com')).not.toBe(await directory.findPerson('bob@acme.com'));
    await store.close();
  });
});

describe('a call from a withheld number', () => {
  it('in a table of our own is a call of nobody known, not a row set aside', async () => {
    const { store, add, all, close } = await workspace();
    const calls = lines(
      'caller,ts,event',
      'Anonymous,2026-03-01T10:00:00Z,call',
      'anonym,2026-03-01T11:00:00Z,call',
      'Unbekannt,2026-03-01T12:00:00Z,call',
      '+266696687,2026-03-01T13:00:00Z,call',
      '+266696687,2026-03-02T13:00:00Z,call',
    );
    expect(await add(calls, { format: 'events' })).toMatchObject({ kept: 5, rejected: 0 });
    expect(await all('SELECT count(phone)::INTEGER AS n FROM event')).toEqual([{ n: 2 }]);
    const directory = await Directory.open(store, { region: 'GB' });
    expect(directory.identity.nodes).toBe(0);
    await close();
  });
});
