import { describe, expect, it } from 'vitest';
import { prepare } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { Directory } from '../../../server/identity/directory.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { doctor } from '../../../server/reports/doctor.ts';
import { lines, workspace } from '../ingest/ingest.ts';
import { settings } from '../journeys/records.ts';

const A = '+442079460001';
const B = '+442079460002';

/** Pages of visitors by ads of a campaign each, with the number that they were shown. */
const pages = (...rows: [visitor: string, at: string, campaign: string, number: string][]) =>
  lines(
    'visitor_id,ts,event,source,medium,campaign,number',
    ...rows.map(
      ([visitor, at, campaign, number]) => `${visitor},2026-03-02T${at}Z,page,google,cpc,${campaign},${number}`,
    ),
  );
const call = (at: string, caller: string, dialled: string, id = 'CAL1') =>
  lines(
    'id,start_time,tracking_phone_number,customer_phone_number,business_phone_number,answered,source',
    `${id},2026-03-02T${at}Z,${dialled},${caller},+442079460099,true,Website pool`,
  );
const crm = lines('Record ID,Email,Phone Number,Create Date', '7,ada@acme.example,01632 960001,2026-03-03 09:00');
const deal = lines(
  'deal_id,email,created_at,won_at,amount,currency',
  'd1,ada@acme.example,2026-03-10,2026-03-20,900,GBP',
);

/** Campaigns of the touches of what was won, and who else is who. */
async function outcome(files: readonly string[], links: 'all' | 'hard' = 'all') {
  const { store, add, close } = await workspace();
  try {
    for (const file of files) expect(await add(file)).toMatchObject({ rejected: 0 });
    const { sets, touches, sources } = await buildWorkspace(store, { ...settings, links });
    const directory = await Directory.open(store, { region: 'GB', links });
    const caller = await directory.findPerson('+441632960001');
    const facts = caller === null ? [] : await directory.describe([caller]);
    return {
      campaigns: Array.from(
        sets.won.touch,
        row => sources.campaign[touches.source[row]] || sources.source[touches.source[row]],
      ),
      keys: facts.flatMap(({ keys }) => keys),
      links: caller === null ? [] : await directory.linksOf(caller),
    };
  } finally {
    await close();
  }
}

describe('a call to a number that one visitor was shown', () => {
  it('is that visitor’s: the campaign of the visit has the revenue of the deal', async () => {
    const files = [
      pages(['v1', '10:00:00', 'Spring', A], ['v2', '10:01:00', 'Autumn', B]),
      call('10:05:00', '+441632960001', A),
      crm,
      deal,
    ];
    const { campaigns, keys, links } = await outcome(files);
    expect(campaigns).toEqual(['Spring']);
    expect(keys).toEqual(['contact:hubspot:7', 'email:ada@acme.example', 'phone:+441632960001', 'visitor:v1']);
    // The call is the second file, its row the second line of it.
    expect(links).toContainEqual({
      a: 'phone:+441632960001',
      b: 'visitor:v1',
      how: 'dynamic number',
      isHard: false,
      importId: 2,
      line: 2,
    });
  });

  it('is joined whatever order the files came in, and however the number is written', async () => {
    const files = [
      deal,
      crm,
      call('10:05:00', '+441632960001', '020 7946 0001'),
      pages(['v1', '10:00:00', 'Spring', A]),
    ];
    expect((await outcome(files)).campaigns).toEqual(['Spring']);
  });

  it('stays apart with hard links only', async () => {
    const files = [pages(['v1', '10:00:00', 'Spring', A]), call('10:05:00', '+441632960001', A), crm, deal];
    const { campaigns, links } = await outcome(files, 'hard');
    expect(campaigns).toEqual([]);
    expect(links.map(({ how }) => how)).not.toContain('dynamic number');
  });

  it('is joined through any table of events of our own, by the number dialled', async () => {
    const own = lines('phone,ts,event,dialled', `+441632960001,2026-03-02T10:05:00Z,call,${A}`);
    expect((await outcome([pages(['v1', '10:00:00', 'Spring', A]), own, crm, deal])).campaigns).toEqual(['Spring']);
  });
});

describe('a call to a number', () => {
  const ofCall = async (at: string, ...shown: Parameters<typeof pages>) => {
    const { keys } = await outcome([pages(...shown), call(at, '+441632960001', A)]);
    return keys.filter(key => key.startsWith('visitor:'));
  };

  it('that two visitors were shown is nobody’s', async () => {
    expect(await ofCall('10:05:00', ['v1', '10:00:00', 'Spring', A], ['v2', '10:03:00', 'Autumn', A])).toEqual([]);
  });

  it('that two devices of one person were shown is theirs, and the doctor has nothing to say', async () => {
    const signIn = (visitor: string, at: string) =>
      lines('visitor_id,ts,event,email', `${visitor},2026-03-02T${at}Z,identify,ada@acme.example`);
    const shown = pages(['v1', '10:00:00', 'Spring', A], ['v2', '10:03:00', 'Autumn', A]);
    const one = [shown, signIn('v1', '11:00:00'), signIn('v2', '12:00:00'), call('10:05:00', '+441632960001', A)];
    const keys = ['email:ada@acme.example', 'phone:+441632960001', 'visitor:v1', 'visitor:v2'];
    expect((await outcome(one)).keys).toEqual(keys);
    expect((await outcome([...one].reverse())).keys).toEqual(keys);
    expect((await outcome(one, 'hard')).keys).toEqual(['phone:+441632960001']);
    const { store, add, close } = await workspace();
    for (const file of one) await add(file);
    const found = await doctor(store, prepare(await buildWorkspace(store, settings), defaultSettings));
    expect(found.findings.map(({ code }) => code)).not.toContain('ambiguous-calls');
    await close();
  });

  it('that two devices of one person were shown stays theirs when somebody else uses one of them later', async () => {
    const signIn = (visitor: string, at: string, who: string) =>
      lines('visitor_id,ts,event,email', `${visitor},2026-03-02T${at}Z,identify,${who}@acme.example`);
    const files = [
      pages(['v1', '10:00:00', 'Spring', A], ['v2', '10:03:00', 'Autumn', A]),
      signIn('v1', '11:00:00', 'ada'),
      signIn('v2', '12:00:00', 'ada'),
      call('10:05:00', '+441632960001', A),
      signIn('v1', '13:00:00', 'bela'),
    ];
    const { keys } = await outcome(files);
    expect(keys).toEqual(['email:ada@acme.example', 'phone:+441632960001', 'visitor:v2']);
  });

  it('that a third visitor was shown besides is nobody’s', async () => {
    const signIn = (visitor: string) =>
      lines('visitor_id,ts,event,email', `${visitor},2026-03-02T11:00:00Z,identify,ada@acme.example`);
    const shown = pages(
      ['v1', '10:00:00', 'Spring', A],
      ['v2', '10:03:00', 'Autumn', A],
      ['v3', '10:04:00', 'Autumn', A],
    );
    const files = [shown, signIn('v1'), signIn('v2'), call('10:05:00', '+441632960001', A)];
    expect((await outcome(files)).keys).toEqual(['phone:+441632960001']);
  });

  it('that two visitors were shown is named by the doctor', async () => {
    const { store, add, close } = await workspace();
    await add(pages(['v1', '10:00:00', 'Spring', A], ['v2', '10:03:00', 'Autumn', A], ['v3', '10:03:00', 'Autumn', B]));
    await add(call('10:05:00', '+441632960001', A));
    await add(call('10:05:00', '+441632960002', B, 'CAL2'));
    const found = await doctor(store, prepare(await buildWorkspace(store, settings), defaultSettings));
    expect(found.findings.find(({ code }) => code === 'ambiguous-calls')).toMatchObject({
      count: 1,
      examples: ['file-2.csv:2: +442079460001, 2 visitors'],
    });
    await close();
  });

  it('counts a visitor up to two hours before it, and none that came after it', async () => {
    expect(await ofCall('12:00:01', ['v1', '10:00:01', 'Spring', A])).toEqual(['visitor:v1']);
    expect(await ofCall('12:00:02', ['v1', '10:00:01', 'Spring', A])).toEqual([]);
    expect(await ofCall('10:05:01', ['v1', '10:05:02', 'Spring', A])).toEqual([]);
    // The one who saw it three hours before is no candidate any more.
    expect(await ofCall('13:00:01', ['v1', '10:00:00', 'Spring', A], ['v2', '12:00:00', 'Autumn', A])).toEqual([
      'visitor:v2',
    ]);
  });

  it('whose time is written to the minute may have been at the end of it', async () => {
    expect(await ofCall('10:05:00', ['v1', '10:05:59', 'Spring', A])).toEqual(['visitor:v1']);
    expect(await ofCall('10:05:00', ['v1', '10:06:00', 'Spring', A])).toEqual([]);
  });

  it('that names its visitor by itself keeps it', async () => {
    const named = lines('visitor_id,phone,ts,event,dialled', `v9,+441632960001,2026-03-02T10:05:00Z,call,${A}`);
    const { keys } = await outcome([pages(['v1', '10:00:00', 'Spring', A], ['v9', '09:00:00', 'Autumn', B]), named]);
    expect(keys).toEqual(['phone:+441632960001', 'visitor:v9']);
  });

  it('from a withheld number is the visitor’s call all the same', async () => {
    const { store, add, close } = await workspace();
    await add(pages(['v1', '10:00:00', 'Spring', A]));
    await add(call('10:05:00', 'Anonymous', A));
    const { sets, touches, sources } = await buildWorkspace(store, settings);
    expect(sets.leads.conversions.id).toEqual(['person:visitor:v1']);
    expect(Array.from(sets.leads.touch, row => sources.campaign[touches.source[row]])).toEqual(['Spring']);
    await close();
  });
});
