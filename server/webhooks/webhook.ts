// What a vendor's webhook is: how its requests prove where they come from, and the journal lines that they become. The lines
// are read by a format's declaration, as a file of the vendor is; nothing here knows what a record is.

import type { IncomingHttpHeaders } from 'node:http';
import type { AccessError } from '#shared/errors.ts';

/** A request as it came, and what it is held against. */
export interface Delivery {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Byte for byte: what was signed. */
  readonly rawBody: Buffer;
  /** As the vendor called it, with scheme, public host and query. */
  readonly url: string;
  readonly secret: string;
  /** The vendor's account that alone may send, where one was set. */
  readonly account?: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface WebhookLine {
  /** Id of the format that reads it: the journal's channel. */
  readonly format: string;
  /** One JSON object; holds no line break. */
  readonly line: string;
}

export interface Webhook {
  /** In the URL, in webhooks.json and on the command line. Never changes. */
  readonly id: string;
  readonly label: string;
  /** Formats that its lines are of. */
  readonly formats: readonly string[];
  /** What comes in by it. */
  readonly brings: string;
  readonly secret: {
    /** What it is and where its user finds it, or enters the one made here. */
    readonly about: string;
    /** Chosen by us; else the vendor makes it. */
    readonly isOurs?: boolean;
    /** The vendor signs nothing: the secret stands in the URL's query, as `token`. */
    readonly isInUrl?: boolean;
  };
  /** What the vendor calls an account, where a message names one that can be held against a setting. */
  readonly account?: string;
  /** Null: it is from the vendor. Else why it can't be taken for that. Compares in constant time. */
  verify(delivery: Delivery): AccessError | null;
  /** The lines of a verified body; none of a message that tells nothing we keep. Throws DataError for what can't be read. */
  lines(rawBody: Buffer, now: number): WebhookLine[];
  /** What the vendor expects to hear once the lines are kept; left out: 200 and nothing. */
  readonly answer?: { readonly type: string; readonly body: string };
  /** Where the facts come from. */
  readonly facts: string;
}
