// throughline snippet: the one line that a site installs, and what goes with it: consent, hidden fields, events.

import { UsageError } from '#shared/errors.ts';
import { findCompanion } from '../open-engine.ts';
import { gzippedBytes, mostBytes } from '../tracker/build.ts';
import { snippetFor } from '../tracker/snippet.ts';
import type { Command } from './command.ts';
import { paint } from './io.ts';
import { documentOptions, printJson, wantsJson } from './output.ts';

const defaultOrigin = 'http://127.0.0.1:4517';

export const snippet = {
  id: 'snippet',
  about: 'Prints the one line that a site installs to be tracked, and how it is talked to.',
  words: [0, 0],
  options: [
    {
      name: 'origin',
      value: 'URL',
      about: "the collector's public origin, https://collect.acme.com (else the companion on this machine, for a try)",
    },
    ...documentOptions,
  ],
  more: 'Which hosts may send: throughline settings set sites acme.com. Also: consent, form-fields, phone-pool.',
  async run(call) {
    const given = call.text('origin');
    const origin = given === undefined ? ((await findCompanion(call.folder))?.url ?? defaultOrigin) : readOrigin(given);
    const settings = await call.withEngine(engine => engine.settings());
    const line = `<script async src="${origin}/tl.js"></script>`;
    const bytes = gzippedBytes(await snippetFor(settings, origin));
    if (wantsJson(call)) {
      const { sites, consent, formFields } = settings;
      printJson(call, { line, origin, bytes, sites, consent, formFields });
      return 0;
    }
    const { bold, dim, amber } = paint(call.io);
    const notes = [
      ...(given === undefined
        ? [
            'Only browsers on this machine reach this one. For a site: throughline snippet --origin https://collect.acme.com',
          ]
        : []),
      ...(settings.sites.length === 0
        ? ['No site may send yet: throughline settings set sites acme.com,shop.acme.com']
        : []),
    ];
    if (bytes > mostBytes)
      notes.push(
        `That is ${bytes - mostBytes} more than the ${mostBytes} it should have: hosts (sites) and form-fields count. It works all the same.`,
      );
    call.io.out(`${bold(line)}

Put it into the <head> of every page. ${bytes} bytes, gzipped; it loads beside the page and never holds it up.
${notes.map(note => `${amber(note)}\n`).join('')}
${bold('Calls before it has loaded')} are kept, with this line before them:
  <script>window.throughline = window.throughline || function () { (throughline.q = throughline.q || []).push(arguments) }</script>

${bold('Consent')} is ${settings.consent === 'ask' ? 'asked for: nothing is kept on the device until it is given' : 'assumed until the visitor says otherwise'} ${dim('(throughline settings set consent ask|assume)')}
  throughline('consent', 'granted')     what happened on this page before is sent too
  throughline('consent', 'denied')      forgets the visitor on this device
  throughline('consent', 'withdrawn')   the same, and has the collector forget them
  Google Consent Mode, IAB TCF and Global Privacy Control are heeded by themselves; a call beats them.

${bold('Events')}
  throughline('event', 'configured', { model: 'X1' })
  throughline('identify', { email: 'ada@example.com', phone: '+44 20 7946 0000', user: 'u-1' })
  throughline('order', { id: 'A-1001', amount: '49.90', currency: 'GBP' })
  By themselves: page views, forms, chats, bookings, downloads, clicks on tel: and mailto: links.

${bold('Forms')} send e-mail and phone${settings.formFields.length > 0 ? `, ${settings.formFields.join(', ')}` : ''}, and a field called "heard"; never passwords, cards, hidden
  fields, or what stands in an element marked data-tl-ignore ${dim('(throughline settings set form-fields company,plan)')}

${bold('Hidden fields')} carry the journey into the CRM behind a form; they are filled by their names
  <input type="hidden" name="tl_visitor">
  tl_first_source  tl_first_medium  tl_first_campaign  tl_last_source …   any utm_ name or parameter, first and last
  tl_gclid, tl_msclkid, tl_anything                                       a parameter as it came last
  tl_landing  tl_referrer                                                 where it all began
`);
    return 0;
  },
} satisfies Command;

function readOrigin(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (url && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname) && !url.search && !url.hash)
    return url.origin;
  throw new UsageError({
    code: 'origin',
    what: 'That is no origin of a collector.',
    found: text,
    expected: 'https://collect.acme.com, without a path',
    remedy: 'throughline snippet --origin https://collect.acme.com',
  });
}
