// Pipedrive: an object as it stands after a change, in one of two versions. It signs nothing; a webhook is given a user and
// a password when it is made, which come with every message (HTTP basic authentication).

import { isObject, type JsonObject, listOf, objectOf, textOf } from './body.ts';
import { headerOf, isSame, missing, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

const kinds = new Set(['deal', 'person', 'organization']);

export const pipedrive = {
  id: 'pipedrive',
  label: 'Pipedrive',
  formats: ['pipedrive-webhook'],
  brings: 'deals, people and organisations when they change',
  secret: {
    about:
      'a password made here: Pipedrive › Settings › Tools and apps › Webhooks › Create; enter it as HTTP Auth password with any user name, and take all actions on deals, people and organisations',
    isOurs: true,
  },
  verify(delivery) {
    const given = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headerOf(delivery, 'authorization'))?.[1];
    if (given === undefined) return missing('Pipedrive', 'the header Authorization: Basic, with the password');
    const pair = Buffer.from(given, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    return colon >= 0 && isSame(pair.slice(colon + 1), delivery.secret) ? null : wrong('Pipedrive');
  },
  lines(body, now) {
    const message = objectOf('Pipedrive', body);
    const meta = isObject(message.meta) ? message.meta : {};
    const kind = textOf(meta.entity) ?? textOf(meta.object) ?? '';
    // Version 1 calls it `current`, version 2 `data`; of what was deleted there is none.
    const record = isObject(message.data) ? message.data : message.current;
    if (!kinds.has(kind) || !isObject(record)) return [];
    const pipedrive = { action: meta.action, version: textOf(meta.version) ?? '1', at: meta.timestamp };
    return [
      {
        format: 'pipedrive-webhook',
        line: JSON.stringify({
          received: now,
          pipedrive,
          [kind]: { ...flat(record), modified: modifiedAt(record, meta) },
        }),
      },
    ];
  },
  facts:
    'pipedrive.readme.io/docs/guide-for-webhooks, /guide-for-webhooks-v2 and /webhooks-v2-migration-guide; messages as published by Pipedream',
} satisfies Webhook;

/** Version 1 rounds the time of a change to seconds; its message knows the microsecond. */
function modifiedAt(record: JsonObject, meta: JsonObject): JsonObject[string] {
  return meta.timestamp_micro ?? record.update_time ?? meta.timestamp;
}

/** Lists of addresses as the primary one, ids of related records as ids. */
function flat(record: JsonObject): JsonObject {
  const flat: JsonObject = { ...record };
  const primary = (...names: string[]): JsonObject[string] => {
    const name = names.find(name => name in record);
    if (name === undefined) return undefined;
    const values = listOf(record[name]);
    const chosen = values.find(value => value.primary === true) ?? values[0];
    return Array.isArray(record[name]) ? (textOf(chosen?.value) ?? null) : record[name];
  };
  flat.email = primary('emails', 'email');
  flat.phone = primary('phones', 'phone');
  for (const name of ['person_id', 'org_id']) {
    const related = record[name];
    if (isObject(related)) flat[name] = related.value ?? related.id ?? null;
  }
  return flat;
}
