// webhooks.json in the data folder: what each vendor's requests are held against, and by which origin vendors reach us. The
// owner's alone (mode 0600); a secret is never shown again but for the one in Salesforce's URL. Read anew when it changes, so
// that a secret set while the server runs counts at once.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from '../companion/companion-file.ts';
import { openDataFolder } from '../data-folder.ts';
import { unreadableJson } from '../json-file.ts';

export interface WebhookSecret {
  readonly secret: string;
  /** The vendor's account that alone may send. */
  readonly account?: string;
}

interface SecretsFile {
  origin?: string;
  webhooks: Record<string, WebhookSecret>;
}

export class WebhookSecrets {
  private readonly path: string;
  private readonly folder: string;
  private seen = '';
  private file: SecretsFile = { webhooks: {} };

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, 'webhooks.json');
  }

  /** What a vendor's requests are held against; undefined: its webhook is off. */
  get(vendor: string): WebhookSecret | undefined {
    const { webhooks } = this.read();
    return Object.hasOwn(webhooks, vendor) ? webhooks[vendor] : undefined;
  }

  /** Scheme and host by which vendors reach us; undefined where nobody said. */
  get origin(): string | undefined {
    return this.read().origin;
  }

  /** Without a secret a token of 256 random bits is made. */
  set(vendor: string, given: { secret?: string; account?: string }): WebhookSecret {
    const { webhooks, ...rest } = this.read();
    const kept: WebhookSecret = {
      secret: given.secret ?? newToken(),
      ...(given.account !== undefined && { account: given.account }),
    };
    this.write({ ...rest, webhooks: { ...webhooks, [vendor]: kept } });
    return kept;
  }

  /** False: there was none. */
  unset(vendor: string): boolean {
    const { webhooks, ...rest } = this.read();
    if (!Object.hasOwn(webhooks, vendor)) return false;
    const { [vendor]: _gone, ...left } = webhooks;
    this.write({ ...rest, webhooks: left });
    return true;
  }

  setOrigin(origin: string): void {
    this.write({ ...this.read(), origin });
  }

  private read(): SecretsFile {
    let stamp: string;
    try {
      const { mtimeMs, size, ino } = statSync(this.path);
      stamp = `${mtimeMs} ${size} ${ino}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      stamp = '';
      this.file = { webhooks: {} };
    }
    if (stamp !== this.seen) {
      if (stamp !== '') this.file = parsed(this.path, readFileSync(this.path, 'utf8'));
      this.seen = stamp;
    }
    return this.file;
  }

  private write(file: SecretsFile): void {
    openDataFolder(this.folder);
    const partial = `${this.path}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
    renameSync(partial, this.path);
  }
}

function parsed(path: string, text: string): SecretsFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    // Its text holds secrets: it is not shown.
    throw unreadableJson(path, 'no JSON', cause);
  }
  const { origin, webhooks } = (file ?? {}) as Partial<SecretsFile>;
  const isWhole =
    typeof webhooks === 'object' &&
    webhooks !== null &&
    (origin === undefined || typeof origin === 'string') &&
    Object.values(webhooks).every(
      one =>
        typeof one === 'object' &&
        one !== null &&
        typeof one.secret === 'string' &&
        // Whoever knows that there is none could sign.
        one.secret !== '' &&
        (one.account === undefined || typeof one.account === 'string'),
    );
  if (!isWhole) throw unreadableJson(path, 'a webhook without a secret');
  return { ...(origin !== undefined && { origin }), webhooks };
}
