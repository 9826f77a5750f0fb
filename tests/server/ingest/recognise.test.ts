import { expect, test } from 'vitest';
import { DataError, describeError, UsageError } from '#shared/errors.ts';
import { formats } from '#shared/formats/index.ts';
import { type Candidate, missingColumns, recognise } from '../../../server/ingest/recognise.ts';

const table = (...rows: string[][]): Candidate => ({ file: 'export.csv', shape: 'table', rows });
const json = (...keys: string[]): Candidate => ({ file: 'events.jsonl', shape: 'ndjson', rows: [keys] });

function failure(run: () => unknown): DataError {
  try {
    run();
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('finds the header below a preamble', () => {
  const { format, headerRow } = recognise(
    table(
      ['Campaign report'],
      ['March 1, 2026 - March 2, 2026'],
      ['Day', 'Campaign', 'Currency code', 'Impr.', 'Clicks', 'Cost'],
      ['2026-03-01', 'Brand', 'GBP', '1', '1', '0.50'],
    ),
  );
  expect(format.id).toBe('google-ads-campaigns');
  expect(headerRow).toBe(2);
});

test('compares headers without regard to case, spaces of any kind, underscores, hyphens and a byte-order mark', () => {
  expect(recognise(table(['\uFEFFrecord_id', 'DEAL\u00A0STAGE', 'Deal-Name'])).format.id).toBe('hubspot-deals');
});

test('tells the Salesforce objects apart although they share column names', () => {
  const idOf = (...headers: string[]) => recognise(table(headers)).format.id;
  expect(idOf('Id', 'Name', 'StageName', 'CloseDate', 'IsWon', 'ContactId')).toBe('salesforce-opportunity');
  expect(idOf('Id', 'OpportunityId', 'StageName', 'CloseDate', 'CreatedDate', 'Probability')).toBe(
    'salesforce-opportunity-history',
  );
  expect(idOf('Id', 'OpportunityId', 'ContactId', 'Role', 'IsPrimary', 'CreatedDate')).toBe(
    'salesforce-opportunity-contact-role',
  );
  expect(idOf('Id', 'AccountId', 'Email', 'LastName', 'CreatedDate')).toBe('salesforce-contact');
});

test("tells the CRMs that have a record's id by the words beside it", () => {
  const idOf = (...headers: string[]) => recognise(table(headers)).format.id;
  expect(idOf('Record Id', 'Deal Name', 'Stage', 'Closing Date', 'Contact Name.id')).toBe('zoho-deals');
  expect(idOf('Record ID', 'Deal Name', 'Deal Stage', 'Close Date')).toBe('hubspot-deals');
  expect(idOf('Deal ID', 'Deal Name', 'Deal Stage', 'Pipeline')).toBe('hubspot-deals');
  expect(idOf('Deal - ID', 'Deal - Title', 'Deal - Stage', 'Deal - Status')).toBe('pipedrive-deals');
});

test('tells our own events from our own deals where they name the deal that they belong to', () => {
  const idOf = (...headers: string[]) => recognise(table(headers)).format.id;
  expect(idOf('visitor_id', 'ts', 'event', 'email', 'deal_id', 'amount', 'currency')).toBe('events');
  expect(idOf('email', 'ts', 'event', 'deal_id', 'amount')).toBe('events');
  expect(idOf('deal_id', 'email', 'created_at', 'won_at', 'amount', 'currency')).toBe('deals');
});

test('tells companies from contacts by the address that they lack', () => {
  const idOf = (...headers: string[]) => recognise(table(headers)).format.id;
  const company = ['Record ID', 'Company name', 'Company owner', 'Create Date', 'Phone Number', 'Lifecycle Stage'];
  expect(idOf(...company)).toBe('hubspot-companies');
  expect(idOf(...company, 'Email', 'First Name')).toBe('hubspot-contacts');
});

test('any table is read by its words only where no vendor knows it', () => {
  const idOf = (...headers: string[]) => recognise(table(headers)).format.id;
  expect(idOf('Kunde', 'Betrag', 'Stand', 'Abschlussdatum')).toBe('crm-table');
  expect(idOf('Deal - ID', 'Deal - Title', 'Deal - Status', 'Deal - Value', 'Email', 'Stage')).toBe('pipedrive-deals');
  expect(idOf('deal_id', 'email', 'amount', 'stage')).toBe('deals');
  expect(failure(() => recognise(table(['Email', 'Status', 'Newsletter']))).code).toBe('format-unknown');
});

test('says of an unknown file what was looked for, what was found, the nearest format and how to name one', () => {
  const error = failure(() => recognise(table(['Record ID', 'Deal Name', 'Worth'])));
  expect(error.code).toBe('format-unknown');
  expect(error.details.found).toContain('"Worth"');
  expect(error.details.expected).toContain('HubSpot deals (hubspot-deals)');
  expect(error.details.expected).toContain('"Close Date"');
  expect(error.details.remedy).toContain('--format ID');
  expect(error.details.remedy).toContain('throughline formats');
  expect(describeError(error)).toContain('export.csv');
});

test('says of JSON of another kind which keys it has', () => {
  const error = failure(() => recognise(json('messageId', 'anonymousId', 'type', 'properties')));
  expect(error.details.found).toBe('JSON with 4 keys: "messageId", "anonymousId", "type", "properties"');
});

test('refuses a Google Ads report without days and says how to get them', () => {
  const error = failure(() => recognise(table(['Campaign', 'Currency code', 'Impr.', 'Clicks', 'Cost'])));
  expect(error.code).toBe('columns-missing');
  expect(error.details.expected).toContain('"Day"');
  expect(error.details.remedy).toContain('Segment > Time > Day');
});

test('a named format that does not fit says which required columns are missing', () => {
  const error = failure(() => recognise(table(['Name', 'Mail']), 'salesforce-opportunity-contact-role'));
  expect(error.code).toBe('columns-missing');
  expect(error.details.expected).toContain('"OpportunityId"');
  expect(error.details.expected).toContain('"ContactId"');
});

test('a named format reads a file that would not be recognised but has what is needed', () => {
  const { format, headerRow } = recognise(table(['my list'], ['Record ID', 'Notes']), 'hubspot-contacts');
  expect(format.id).toBe('hubspot-contacts');
  expect(headerRow).toBe(1);
});

test('a format id that does not exist is wrong use and lists the ids', () => {
  expect(() => recognise(table(['a']), 'hubspot')).toThrow(UsageError);
  expect(() => recognise(table(['a']), 'hubspot')).toThrow(/hubspot-deals/);
});

test('a JSON format named for a table says what each is', () => {
  expect(failure(() => recognise(table(['a']), 'ga4-bigquery')).code).toBe('format-shape');
});

test('needs only the first step of a JSON path, since records leave out what is null', () => {
  expect(recognise(json('event_timestamp', 'event_name', 'event_params')).format.id).toBe('ga4-bigquery');
  const ga4 = formats.find(({ id }) => id === 'ga4-bigquery')!;
  expect(missingColumns(ga4, ['event_name']).map(({ field }) => field)).toEqual(['at']);
});
