// Facts that name their visitor by another tracker's id: found by click or number all the same, and that id stays a key.

import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { lines, workspace } from '../ingest/ingest.ts';
import { settings } from '../journeys/records.ts';

const gclid = 'Cj0KCQjwCLICK000001';
const ga = '111111111.222222222';
const number = '+442079460001';

/** The snippet's visitors: v1 by a click and shown a number, v2 by none of both. */
const visits = lines(
  'visitor_id,ts,event,source,medium,campaign,gclid,number',
  `v1,2026-03-02T10:00:00Z,page,google,cpc,Spring,${gclid},${number}`,
  'v2,2026-03-02T10:01:00Z,page,google,cpc,Autumn,,',
);
const crm = lines('Record ID,Email,Phone Number,Create Date', '7,ada@acme.example,01632 960001,2026-03-03 09:00');
const deal = lines(
  'deal_id,email,created_at,won_at,amount,currency',
  'd1,ada@acme.example,2026-03-10,2026-03-20,900,GBP',
);

interface Call {
  id?: string;
  at?: string;
  caller?: string;
  dialled?: string;
  ga?: string;
  gclid?: string;
}

/** The same call as CallRail's export and its webhook tell of it. */
const formats = {
  'callrail-calls': (call: Call) =>
    lines(
      'id,start_time,tracking_phone_number,customer_phone_number,answered,source_name,ga,gclid',
      [call.id, call.at, call.dialled, call.caller, 'true', 'Pool', `GA1.2.${call.ga}`, call.gclid].join(','),
    ),
  'callrail-webhook': (call: Call) =>
    lines(
      JSON.stringify({
        received: '2026-03-04T09:01:00Z',
        callrail: {
          resource_id: call.id,
          start_time: call.at,
          direction: 'inbound',
          tracking_phone_number: call.dialled,
          customer_phone_number: call.caller,
          ga: `GA1.2.${call.ga}`,
          gclid: call.gclid,
        },
      }),
    ),
};
const basic = { id: 'CAL1', at: '2026-03-04T09:00:00Z', caller: '+441632960001', dialled: '+442079460077', ga };

async function within<T>(
  files: readonly string[],
  work: (directory: Directory, won: () => Promise<string[]>) => Promise<T>,
  links: 'all' | 'hard' = 'all',
): Promise<T> {
  const { store, add, close } = await workspace();
  try {
    for (const file of files) expect(await add(file)).toMatchObject({ rejected: 0 });
    return await work(await Directory.open(store, { region: 'GB', links }), async () => {
      const { sets, touches, sources } = await buildWorkspace(store, { ...settings, links });
      return Array.from(sets.won.touch, row => sources.campaign[touches.source[row]]);
    });
  } finally {
    await close();
  }
}

const keysOf = async (directory: Directory, key: string): Promise<readonly string[]> => {
  const person = await directory.findPerson(key);
  return person === null ? [] : (await directory.describe([person]))[0].keys;
};

describe.each(Object.entries(formats))('a call of %s with a Google Analytics client', (_, callOf) => {
  it('is the snippet’s visitor’s who carried its click, and the client id is theirs too', () =>
    within([visits, callOf({ ...basic, gclid }), crm, deal], async (directory, won) => {
      const keys = [
        'contact:hubspot:7',
        'email:ada@acme.example',
        'phone:+441632960001',
        `visitor:${ga}`,
        'visitor:v1',
      ];
      expect(await keysOf(directory, 'visitor:v1')).toEqual(keys);
      expect(await keysOf(directory, `visitor:${ga}`)).toEqual(keys);
      expect(await keysOf(directory, 'visitor:v2')).toEqual(['visitor:v2']);
      expect(await won()).toEqual(['Spring']);
    }));

  it('joins a later call of the same client that names no click', () =>
    within(
      [
        callOf({ ...basic, gclid }),
        callOf({ ...basic, id: 'CAL2', at: '2026-03-05T09:00:00Z', caller: '+441632960002' }),
        visits,
      ],
      async directory => {
        expect(await keysOf(directory, '+441632960002')).toContain('visitor:v1');
      },
    ));

  it('is the visitor’s who was shown the number that it went to, softly', async () => {
    const files = [visits, callOf({ ...basic, at: '2026-03-02T10:05:00Z', dialled: number })];
    const both = [`visitor:${ga}`, 'visitor:v1'];
    await within(files, async directory =>
      expect(await keysOf(directory, `visitor:${ga}`)).toEqual(['phone:+441632960001', ...both]),
    );
    await within(
      files,
      async directory => expect(await keysOf(directory, `visitor:${ga}`)).not.toContain('visitor:v1'),
      'hard',
    );
  });

  it('says how the two ids came together', () =>
    within([visits, callOf({ ...basic, gclid })], async directory => {
      const links = await directory.linksOf((await directory.findPerson('visitor:v1'))!);
      expect(links).toContainEqual({
        a: 'visitor:v1',
        b: `visitor:${ga}`,
        how: 'click id',
        isHard: true,
        importId: 2,
        line: expect.any(Number),
      });
    }));

  it('keeps a client whose visits are here: its own', () =>
    within(
      [
        visits,
        lines('visitor_id,ts,event,source,medium,campaign', `${ga},2026-03-01T10:00:00Z,page,bing,cpc,Winter`),
        callOf({ ...basic, gclid }),
        crm,
        deal,
      ],
      async (directory, won) => {
        expect(await keysOf(directory, 'visitor:v1')).toEqual(['visitor:v1']);
        // The call is a touch beside the visit: it says of itself where it came from.
        expect(await won()).toEqual(['Winter', '']);
      },
    ));
});

const two = lines(
  'visitor_id,ts,event,gclid,email',
  `v1,2026-03-01T10:00:00Z,visit,${gclid},ada@acme.example`,
  'v2,2026-03-01T10:00:00Z,visit,Cj0KCQjwCLICK000002,bela@acme.example',
);

it('a client that two people’s clicks lead to is the first one’s and joins nobody with them', () =>
  within(
    [
      two,
      formats['callrail-calls']({ ...basic, caller: '', gclid }),
      formats['callrail-calls']({
        ...basic,
        caller: '',
        id: 'CAL2',
        at: '2026-03-05T09:00:00Z',
        gclid: 'Cj0KCQjwCLICK000002',
      }),
    ],
    async directory => {
      expect(await keysOf(directory, 'visitor:v1')).toEqual(['email:ada@acme.example', `visitor:${ga}`, 'visitor:v1']);
      expect(await keysOf(directory, 'visitor:v2')).toEqual(['email:bela@acme.example', 'visitor:v2']);
    },
  ));

it('where nobody’s visit carried the click, facts of one click are still one visitor’s', () =>
  within(
    [
      formats['callrail-calls']({ ...basic, gclid }),
      lines(
        '#,Your email,gclid,Start Date (UTC),Submit Date (UTC),Network ID',
        `t1,ada@acme.example,${gclid},2026-03-05 09:00:00,2026-03-05 09:05:00,ab12`,
      ),
    ],
    async directory => {
      expect(await keysOf(directory, 'ada@acme.example')).toEqual([
        'email:ada@acme.example',
        'phone:+441632960001',
        `visitor:${ga}`,
      ]);
    },
  ));
