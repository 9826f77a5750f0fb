// What people say of how they heard: read from every export that a form or a CRM's own field writes it into.

import { expect, test } from 'vitest';
import { headerKey } from '#shared/formats/header.ts';
import { formats } from '#shared/formats/index.ts';
import { lines, workspace } from './ingest.ts';

/** Format → header and row of a small export; the question stands last and is answered by `a podcast, or a friend`. */
const samples: Record<string, { table: 'event' | 'contact' | 'deal'; header: string; row: string }> = {
  events: {
    table: 'event',
    header: 'visitor_id,ts,event,email,How did you hear about us?',
    row: 'v1,2026-03-01T10:00:00Z,form,a@b.example',
  },
  deals: { table: 'deal', header: 'deal_id,amount,stage,self_reported_source', row: 'D-1,100,won' },
  'hubspot-contacts': {
    table: 'contact',
    header: 'Record ID,Email,Lifecycle Stage,Create Date,How did you hear about us',
    row: '1,a@b.example,Lead,2026-03-01 10:00',
  },
  'hubspot-deals': {
    table: 'deal',
    header: 'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Self-reported attribution',
    row: '1,One,Closed won,Default,100,2026-03-02 10:00,2026-03-01 10:00',
  },
  'salesforce-lead': {
    table: 'contact',
    header: 'Id,Company,LastName,Status,LeadSource,CreatedDate,How_did_you_hear_about_us__c',
    row: '00Q5g00000LeadAEAX,Acme,Byron,Open,Web,2026-03-01T10:00:00.000Z',
  },
  'salesforce-contact': {
    table: 'contact',
    header: 'Id,AccountId,LastName,FirstName,Email,CreatedDate,HDYHAU__c',
    row: '0035g00000ConAAAAA,0015g00000AccAAAAA,Byron,Ada,a@b.example,2026-03-01T10:00:00.000Z',
  },
  'salesforce-opportunity': {
    table: 'deal',
    header: 'Id,StageName,Amount,CloseDate,IsWon,IsClosed,CreatedDate,Self_Reported_Source__c',
    row: '0065g00000AbCdE,Closed Won,100,2026-03-05,true,true,2026-01-31T17:23:34.000Z',
  },
  'pipedrive-deals': {
    table: 'deal',
    header:
      'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - How did you hear about us?',
    row: '41,One,100,EUR,Won',
  },
  'pipedrive-persons': {
    table: 'contact',
    header: 'Person - ID,Person - Name,Person - Email - Work,Person - Wie haben Sie von uns erfahren?',
    row: '1,Ada,a@b.example',
  },
  'zoho-leads': {
    table: 'contact',
    header: 'Record Id,Lead Owner,Company,Last Name,Email,Lead Status,Created Time,Where did you hear about us?',
    row: 'zcrm_4876876000000444001,Rhys,Acme,Byron,a@b.example,Open,2026-03-01 10:00:00',
  },
  'zoho-deals': {
    table: 'deal',
    header: 'Record Id,Deal Owner,Deal Name,Amount,Stage,Closing Date,Created Time,hear_about_us',
    row: 'zcrm_4876876000000333001,Rhys,One,100,Closed Won,2026-03-01,2026-02-01 10:00:00',
  },
  'typeform-responses': {
    table: 'event',
    header: '#,email,Submit Date (UTC),Start Date (UTC),Network ID,Comment nous avez-vous connu ?',
    row: 'tok01,a@b.example,2026-03-02 10:15:00,2026-03-02 10:10:00,ab12',
  },
  'gravity-forms-entries': {
    table: 'event',
    header: 'Entry Id,Entry Date,Email,¿Cómo nos conociste?',
    row: '501,2026-06-02 10:15:00,a@b.example',
  },
  'intercom-contacts': {
    table: 'contact',
    header: 'Name,Email,User ID,Intercom ID,Signed up,Last heard from,how_did_you_hear_about_us',
    row: 'Ada,a@b.example,u-1,5f2c,2026-02-01 09:00:00,2026-03-01 09:00:00',
  },
  'crm-table': {
    table: 'deal',
    header: 'Date,Name,Company,Email,Status,Deal value,Closed,Lead source (self-reported)',
    row: '15/01/2026,Ada,Acme,a@b.example,Won,100,05/03/2026',
  },
};

test.each(Object.entries(samples))('%s: what was answered is kept word for word', async (format, one) => {
  const space = await workspace();
  const answer = await space.add(lines(one.header, `${one.row},"a podcast, or a friend"`), { currency: 'GBP' });
  expect(answer).toMatchObject({ format, rejected: 0 });
  const rows = await space.all(`SELECT heard, properties FROM ${one.table} WHERE heard IS NOT NULL`);
  expect(rows.map(row => row.heard)).toEqual(['a podcast, or a friend']);
  // It stands in its column, and not a second time among what nobody reads.
  expect(String(rows[0].properties ?? '')).not.toContain('podcast');
  await space.close();
});

test('a question in two columns, the second for what none of its choices says, has both answers', async () => {
  const space = await workspace();
  await space.add(
    lines(
      'visitor_id,ts,event,How did you hear about us?,How did you hear about us? (please say)',
      'v1,2026-03-01T10:00:00Z,form,Other,the kettle podcast',
      'v2,2026-03-01T10:00:00Z,form,A friend,',
      'v3,2026-03-01T10:00:00Z,form,,',
    ),
  );
  expect((await space.all('SELECT heard FROM event ORDER BY line')).map(row => row.heard)).toEqual([
    'Other; the kettle podcast',
    'A friend',
    null,
  ]);
  await space.close();
});

test('an answer that a CRM corrects replaces the older one', async () => {
  const space = await workspace();
  const header = 'deal_id,amount,stage,modified_at,self_reported_source';
  await space.add(lines(header, 'D-1,100,won,2026-03-01T10:00:00Z,Google'));
  await space.add(lines(header, 'D-1,100,won,2026-03-01T10:00:00Z,A friend'));
  expect(await space.all('SELECT id, heard FROM deal')).toEqual([{ id: 'D-1', heard: 'A friend' }]);
  await space.close();
});

test('no header is read twice: what names the field holds none of the questions', () => {
  for (const format of formats) {
    for (const one of format.yields) {
      const from = one.columns.find(({ field }) => field === 'heard')?.from ?? [];
      const words = from.filter(name => name.startsWith('*')).map(name => headerKey(name.slice(1, -1)));
      for (const name of from.filter(other => !other.startsWith('*'))) {
        expect(words.filter(word => headerKey(name).includes(word))).toEqual([]);
      }
    }
  }
});
