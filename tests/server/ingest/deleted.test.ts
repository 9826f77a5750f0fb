// A record that a CRM's export says is deleted goes, with what older files told of it, whatever order they come in.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const deals = (...rows: string[]) =>
  lines('Id,Name,StageName,Amount,CloseDate,IsWon,IsClosed,ContactId,IsDeleted,LastModifiedDate', ...rows);
const deal = (id: string, isDeleted: boolean, day: string, amount = 300) =>
  `0065g00000${id},Deal ${id},Closed Won,${amount},2026-02-05,true,true,0035g00000ConAA,${isDeleted},${day}T10:00:00.000Z`;

const standing = async () => (await space.all<{ id: string }>('SELECT id FROM deal ORDER BY id')).map(({ id }) => id);

const live = deals(deal('AAAAA', false, '2026-02-05'), deal('BBBBB', false, '2026-02-05'));
const gone = deals(deal('AAAAA', true, '2026-03-01'));

test.each([
  ['after', [live, gone]],
  ['before', [gone, live]],
])('a deal whose deletion comes %s an older row of it is no deal', async (_, files) => {
  const answers = [];
  for (const file of files) answers.push(await space.add(file));
  expect(answers.flatMap(({ rejects }) => rejects)).toMatchObject([
    { line: 2, reason: 'deleted in Salesforce (IsDeleted)' },
  ]);
  expect(await standing()).toEqual(['0065g00000BBBBB']);
  // The same once more in another file changes nothing.
  await space.add(`${live}\n`);
  expect(await standing()).toEqual(['0065g00000BBBBB']);
});

test('one that was restored counts again, by a row that is newer than its deletion', async () => {
  for (const file of [live, gone, deals(deal('AAAAA', false, '2026-03-02', 310))]) await space.add(file);
  expect(await space.all('SELECT id, amount FROM deal ORDER BY id')).toMatchObject([
    { id: '0065g00000AAAAA', amount: 31000 },
    { id: '0065g00000BBBBB', amount: 30000 },
  ]);
});

const roles = (...rows: string[]) => lines('Id,OpportunityId,ContactId,Role,IsPrimary,IsDeleted', ...rows);

test('a contact role that was deleted is none; one whose words changed is one role still', async () => {
  await space.add(
    roles(
      '00K5g0000000001,0065g00000AAAAA,0035g00000ConAA,Decision Maker,true,false',
      '00K5g0000000002,0065g00000AAAAA,0035g00000ConBB,,false,false',
      '00K5g0000000003,0065g00000AAAAA,0035g00000ConCC,User,false,false',
    ),
  );
  await space.add(
    roles(
      '00K5g0000000001,0065g00000AAAAA,0035g00000ConAA,Evaluator,false,false',
      '00K5g0000000002,0065g00000AAAAA,0035g00000ConBB,Decision Maker,true,false',
      '00K5g0000000003,0065g00000AAAAA,0035g00000ConCC,User,false,true',
    ),
  );
  expect(await space.all('SELECT person, role, is_primary FROM deal_person ORDER BY person')).toEqual([
    { person: 'contact:salesforce:0035g00000ConAA', role: 'Evaluator', is_primary: false },
    { person: 'contact:salesforce:0035g00000ConBB', role: 'Decision Maker', is_primary: true },
  ]);
});

test('a contact merged into another is not taken for deleted', async () => {
  await space.add(
    lines(
      'Id,Email,LastName,CreatedDate,OwnerId,MasterRecordId,IsDeleted',
      '0035g00000ConAA,ann@north.example,Ann,2026-01-05T10:06:00.000Z,0055g000001,,false',
      '0035g00000ConBB,ann@north.example,Ann,2026-01-05T10:06:00.000Z,0055g000001,0035g00000ConAA,true',
    ),
  );
  expect(await space.all('SELECT id FROM contact ORDER BY id')).toHaveLength(2);
});
