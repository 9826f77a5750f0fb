// Where the secrets lie, and the command that sets them.

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhooks } from '../../../server/webhooks/index.ts';
import { WebhookSecrets } from '../../../server/webhooks/secrets.ts';
import { captured } from '../cli/captured.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-secrets-'));
  path = join(folder, 'webhooks.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (words: string, input?: string) => captured([...words.split(' '), '--data', folder], { input });

test("the file is its owner's alone, also where it was not before", () => {
  const secrets = new WebhookSecrets(folder);
  expect(secrets.get('stripe')).toBeUndefined();
  secrets.set('stripe', { secret: 'whsec_1' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  secrets.set('callrail', { secret: 'key' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(new WebhookSecrets(folder).get('stripe')).toEqual({ secret: 'whsec_1' });
});

test.each(['{', '[]', '{"webhooks":{"stripe":{"secret":""}}}', '{"webhooks":{"stripe":{}}}'])(
  'a file that is not whole opens nothing: %s',
  text => {
    writeFileSync(path, text);
    expect(() => new WebhookSecrets(folder).get('stripe')).toThrow('A file of the data folder cannot be read.');
  },
);

test('lists every vendor with the URL to enter there and whether a secret is set, and no secret', async () => {
  await run('webhooks set stripe --secret - --origin https://collect.acme.com', 'whsec_shh\n');
  await run('webhooks set salesforce');
  const token = new WebhookSecrets(folder).get('salesforce')!.secret;
  const { code, out } = await run('webhooks --json');
  expect(code).toBe(0);
  expect(JSON.parse(out).map((row: { id: string; isSet: boolean }) => [row.id, row.isSet])).toEqual(
    webhooks.map(({ id }) => [id, id === 'stripe' || id === 'salesforce']),
  );
  expect(JSON.parse(out).find((row: { id: string }) => row.id === 'stripe').url).toBe(
    'https://collect.acme.com/v1/webhooks/stripe',
  );
  const table = (await run('webhooks')).out;
  for (const text of [out, table]) {
    expect(text).not.toContain('whsec_shh');
    expect(text).not.toContain(token);
  }
  expect(table).toContain('https://collect.acme.com/v1/webhooks/salesforce?token=TOKEN');
});

test("the vendor's own secret comes by standard input and is kept as it stands", async () => {
  const { code, out } = await run('webhooks set stripe --secret -', '  whsec_abc \n');
  expect(code).toBe(0);
  expect(out).not.toContain('whsec_abc');
  expect(new WebhookSecrets(folder).get('stripe')).toEqual({ secret: 'whsec_abc' });
});

test('where we choose the secret one is made, and shown this once', async () => {
  const pipedrive = JSON.parse((await run('webhooks set pipedrive --json')).out);
  expect(pipedrive.secret).toMatch(/^[\w-]{43}$/); // 256 bits
  expect(new WebhookSecrets(folder).get('pipedrive')?.secret).toBe(pipedrive.secret);
  const salesforce = JSON.parse((await run('webhooks set salesforce --account 00D5g000004XYZA --json')).out);
  expect(new URL(salesforce.url).searchParams.get('token')).toMatch(/^[\w-]{43}$/);
  expect(new WebhookSecrets(folder).get('salesforce')?.account).toBe('00D5g000004XYZA');
});

test('unset takes the secret away', async () => {
  await run('webhooks set pipedrive');
  expect(JSON.parse((await run('webhooks unset pipedrive --json')).out)).toEqual({ id: 'pipedrive', wasSet: true });
  expect(new WebhookSecrets(folder).get('pipedrive')).toBeUndefined();
  expect(readFileSync(path, 'utf8')).not.toContain('pipedrive');
  expect(JSON.parse((await run('webhooks unset pipedrive --json')).out).wasSet).toBe(false);
});

test.each([
  ['webhooks set', 'needs a vendor'],
  ['webhooks set strip', 'Did you mean stripe?'],
  ['webhooks set stripe', 'is made at Stripe'],
  ['webhooks drop stripe', 'cannot "drop"'],
  ['webhooks set stripe --secret - --account 7', 'names no account'],
  ['webhooks --secret x', 'goes with set'],
  ['webhooks --origin acme', 'is no origin'],
  ['webhooks --origin https://acme.example/path', 'is no origin'],
  ['webhooks set pipedrive --secret -', 'empty or holds spaces'],
])('%s is wrong use: %s', async (words, says) => {
  const { code, err } = await run(words, '\n');
  expect(code).toBe(2);
  expect(err).toContain(says);
});
