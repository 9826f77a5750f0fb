// throughline webhooks: which vendors may send what happens, by which URL, and the secret that proves it is them. Secrets
// come by standard input, so that they stand in no history of commands; they are never shown again.

import { UsageError } from '#shared/errors.ts';
import { nearest } from '#shared/nearest.ts';
import { webhooks as allWebhooks } from '../webhooks/index.ts';
import { WebhookSecrets } from '../webhooks/secrets.ts';
import type { Webhook } from '../webhooks/webhook.ts';
import { type Call, type Command, wrongUse } from './command.ts';
import { paint } from './io.ts';
import { documentOptions, printJson, printTable, wantsJson } from './output.ts';

/** Where vendors reach a collector that nobody has named yet. */
const noOrigin = 'https://YOUR-COLLECTOR';

export const webhooks = {
  id: 'webhooks',
  takes: '[set VENDOR | unset VENDOR]',
  about: 'The webhooks that vendors may send: calls, forms, CRM changes, payments.',
  words: [0, 2],
  options: [
    { name: 'secret', value: 'VALUE|-', about: "the vendor's secret; - reads it from standard input" },
    { name: 'account', value: 'ID', about: "only from this account: of Salesforce the organisation's id (00D…)" },
    { name: 'origin', value: 'URL', about: 'how vendors reach this collector: https://collect.acme.com' },
    ...documentOptions,
  ],
  more: [
    'Webhooks',
    ...allWebhooks.map(({ id, brings, secret }) => `  ${id.padEnd(20)}${brings}\n${' '.repeat(22)}${secret.about}`),
  ].join('\n'),
  async run(call) {
    const [verb, vendor] = call.words;
    const secrets = new WebhookSecrets(call.folder);
    if (verb !== 'set') {
      for (const name of ['secret', 'account'])
        if (call.flag(name))
          throw wrongUse(webhooks, `--${name} goes with set.`, 'throughline webhooks set stripe --secret -');
    }
    const origin = call.text('origin');
    if (origin !== undefined) secrets.setOrigin(originOf(origin));
    if (verb === undefined) return list(call, secrets);
    if (verb !== 'set' && verb !== 'unset')
      throw wrongUse(webhooks, `throughline webhooks cannot "${verb}".`, 'set or unset');
    if (vendor === undefined)
      throw wrongUse(webhooks, `throughline webhooks ${verb} needs a vendor.`, `throughline webhooks ${verb} stripe`);
    const webhook = webhookOf(vendor);
    return verb === 'set' ? set(call, secrets, webhook) : unset(call, secrets, webhook);
  },
} satisfies Command;

function list(call: Call, secrets: WebhookSecrets): number {
  const rows = allWebhooks.map(webhook => ({
    id: webhook.id,
    label: webhook.label,
    url: urlOf(webhook, secrets),
    isSet: secrets.get(webhook.id) !== undefined,
    brings: webhook.brings,
    secret: webhook.secret.about,
    formats: webhook.formats,
  }));
  if (wantsJson(call)) {
    printJson(call, rows);
    return 0;
  }
  printTable(
    call,
    [{ label: 'Vendor' }, { label: 'Secret' }, { label: 'URL to enter there' }, { label: 'Brings' }],
    rows.map(row => [row.id, row.isSet ? 'set' : 'none', row.url, row.brings]),
  );
  if (secrets.origin === undefined)
    call.io.err('Say how vendors reach this collector: throughline webhooks --origin https://collect.acme.com\n');
  return 0;
}

async function set(call: Call, secrets: WebhookSecrets, webhook: Webhook): Promise<number> {
  const account = call.text('account');
  if (account !== undefined && webhook.account === undefined)
    throw wrongUse(webhooks, `${webhook.label} names no account.`, 'no --account');
  const given = await secretGiven(call);
  if (given === undefined && !webhook.secret.isOurs) {
    throw new UsageError({
      code: 'webhook-secret',
      what: `The secret of ${webhook.label} is made at ${webhook.label}.`,
      expected: webhook.secret.about,
      remedy: `throughline webhooks set ${webhook.id} --secret - and paste it.`,
    });
  }
  const kept = secrets.set(webhook.id, { secret: given, account });
  const isShown = given === undefined && !webhook.secret.isInUrl;
  const url = urlOf(webhook, secrets, kept.secret);
  if (wantsJson(call)) printJson(call, { id: webhook.id, url, ...(isShown && { secret: kept.secret }) });
  else {
    const { bold } = paint(call.io);
    call.io.out(`Enter at ${webhook.label}: ${bold(url)}\n`);
    if (isShown) call.io.out(`with the secret:${' '.repeat(webhook.label.length)} ${bold(kept.secret)}\n`);
    call.io.out(`The secret is ${webhook.secret.about}.\n`);
  }
  return 0;
}

function unset(call: Call, secrets: WebhookSecrets, webhook: Webhook): number {
  const wasSet = secrets.unset(webhook.id);
  if (wantsJson(call)) printJson(call, { id: webhook.id, wasSet });
  else
    call.io.out(
      wasSet
        ? `${webhook.label} is refused from now on.\n`
        : `${webhook.label} had no secret: it was refused before.\n`,
    );
  return 0;
}

async function secretGiven(call: Call): Promise<string | undefined> {
  const given = call.text('secret');
  const secret = given === '-' ? (await call.io.input()).trim() : given?.trim();
  if (secret !== undefined && (secret === '' || /\s/.test(secret)))
    throw wrongUse(webhooks, 'The secret is empty or holds spaces.', 'one word, as the vendor shows it');
  return secret;
}

function webhookOf(id: string): Webhook {
  const found = allWebhooks.find(webhook => webhook.id === id);
  if (found) return found;
  const known = allWebhooks.map(webhook => webhook.id);
  const near = nearest(id, known);
  throw new UsageError({
    code: 'webhook-unknown',
    what: `There is no webhook "${id}".`,
    found: id,
    expected: known.join(', '),
    remedy: near ? `Did you mean ${near}?` : 'See throughline webhooks.',
  });
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && !url.username;
  if (isOrigin) return url.origin;
  throw wrongUse(webhooks, `"${text}" is no origin.`, 'https://collect.acme.com');
}

/** The token in it is only shown where it has just been made: the list may be seen by others. */
function urlOf(webhook: Webhook, secrets: WebhookSecrets, token = 'TOKEN'): string {
  const url = `${secrets.origin ?? noOrigin}/v1/webhooks/${webhook.id}`;
  return webhook.secret.isInUrl ? `${url}?token=${encodeURIComponent(token)}` : url;
}
