// throughline link: a tracking link, checked and kept; many from a table; the register. The link stands alone on stdout, so
// that it pipes; what there is to say of it goes to stderr.

import { writeFile } from 'node:fs/promises';
import { UsageError } from '#shared/errors.ts';
import { adTemplates, adTemplateText } from '#shared/links/ad-template.ts';
import { hasEmail } from '#shared/links/check-name.ts';
import { nearest } from '#shared/nearest.ts';
import type { LinkCheck, LinkWish } from '#shared/schema/links.ts';
import { isRefused, LinkDesk } from '../links/desk.ts';
import { LinkRegister } from '../links/register.ts';
import { type Call, type Command, jsonOption, wrongUse } from './command.ts';
import { moneyText } from './figures.ts';
import { paint } from './io.ts';
import { linkTable } from './link-table.ts';
import { printJson, printTable } from './output.ts';
import { plain } from './table.ts';

export const link = {
  id: 'link',
  about:
    'Builds a tracking link, refuses bad names, and keeps it in the register that doctor compares with what arrives.',
  words: [0, 0],
  options: [
    { name: 'url', value: 'URL', about: 'the page it opens' },
    { name: 'source', value: 'NAME', about: 'who sends the visitor: newsletter, linkedin, partner-acme' },
    { name: 'medium', value: 'NAME', about: 'by what: email, social, cpc, referral, qr, print …' },
    { name: 'campaign', value: 'NAME', about: 'in which effort: spring-sale-2026' },
    { name: 'content', value: 'NAME', about: 'which of several: header, footer, blue-button' },
    { name: 'term', value: 'TEXT', about: 'the search term of a paid search ad' },
    { name: 'id', value: 'ID', about: 'the campaign’s id at its ad platform (utm_id)' },
    { name: 'on', value: 'URL', about: 'the page the link will stand on: links within a site get no tags' },
    { name: 'slug', value: 'NAME', about: 'a vanity path: the companion and the collector answer /l/NAME' },
    { name: 'label', value: 'TEXT', about: 'a note of your own' },
    { name: 'origin', value: 'URL', about: 'with --slug: your collector; the QR code then holds URL/l/NAME' },
    { name: 'qr', value: 'FILE.svg|-', about: 'its QR code as an SVG file, or - to show it here' },
    { name: 'check', about: 'only look at it, keep nothing' },
    { name: 'force', about: 'make it in spite of warnings; errors stay refused' },
    { name: 'platform', value: 'ID', about: `what to paste into ${adTemplates.map(one => one.platform).join(', ')}` },
    { name: 'bulk', value: 'FILE.csv', about: 'many, from the columns url, source, medium, campaign …; - reads stdin' },
    { name: 'out', value: 'FILE.csv', about: 'with --bulk: where to write them (stdout)' },
    { name: 'list', about: 'the register, and what arrived by each' },
    { name: 'remove', value: 'ID', about: 'take one out of the register' },
    jsonOption,
  ],
  more: `throughline link --url https://acme.com/pricing --source newsletter --medium email --campaign spring-sale
throughline link --url https://acme.com/fair --source fair-berlin --medium qr --campaign fair-2026 --slug berlin --qr fair.svg
throughline link --bulk links.csv --out tagged.csv`,
  async run(call) {
    const modes = ['url', 'platform', 'bulk', 'list', 'remove'].filter(name => call.flag(name));
    if (modes.length !== 1 && !(modes.length === 2 && modes.includes('url') && modes.includes('platform')))
      throw wrongUse(
        link,
        modes.length === 0 ? 'throughline link needs an address.' : `--${modes.join(' and --')} don't go together.`,
        'one of --url, --bulk, --platform, --list, --remove',
      );
    if (call.flag('platform')) return template(call);
    const register = new LinkRegister(call.folder);
    if (call.flag('remove')) {
      const removed = await register.remove(call.text('remove') as string);
      if (call.flag('json')) printJson(call, removed);
      else call.io.out(`Removed: ${plain(removed.link)}\n`);
      return 0;
    }
    return call.withEngine(async engine => {
      const desk = new LinkDesk(engine, register);
      if (call.flag('list')) return list(call, desk);
      return call.flag('bulk') ? linkTable(call, desk, madeBy(call)) : one(call, desk);
    });
  },
} satisfies Command;

const wishOf = (call: Call): LinkWish => ({
  url: call.text('url') ?? '',
  source: call.text('source'),
  medium: call.text('medium'),
  campaign: call.text('campaign'),
  content: call.text('content'),
  term: call.text('term'),
  campaignId: call.text('id'),
  on: call.text('on'),
  slug: call.text('slug'),
  label: call.text('label'),
});

async function one(call: Call, desk: LinkDesk): Promise<number> {
  const wish = wishOf(call);
  const origin = originOf(call);
  const found = await desk.check(wish);
  const isJson = call.flag('json');
  if (isRefused(found.problems, call.flag('force'))) {
    if (isJson) printJson(call, { ...found, kept: null });
    call.io.err(problemLines(call, found));
    return 1;
  }
  const [added] = call.flag('check') ? [] : await desk.keep([wish], madeBy(call), new Date().toISOString());
  const short = origin && wish.slug ? `${origin}/l/${wish.slug.trim()}` : null;
  const qr = call.text('qr');
  if (qr !== undefined) await writeQr(call, qr, short ?? (found.link as string), wish.label ?? wish.campaign ?? '');
  if (isJson) printJson(call, { ...found, short, kept: added?.link.id ?? null, what: added?.what ?? 'checked' });
  else call.io.out(`${found.link}\n`);
  call.io.err(problemLines(call, found));
  if (isJson) return 0;
  const { dim } = paint(call.io);
  if (short) call.io.err(dim(`Short: ${short}\n`));
  else if (wish.slug) call.io.err(dim(`Short: /l/${wish.slug.trim()} at your collector\n`));
  call.io.err(dim(`Visits will count in: ${found.channel}\n`));
  return 0;
}

function originOf(call: Call): string | null {
  const given = call.text('origin');
  if (given === undefined) return null;
  if (!/^https?:\/\/[^/?#\s]+\/?$/i.test(given))
    throw wrongUse(link, `--origin is no origin: ${given}`, '--origin https://go.acme.com');
  if (!call.flag('slug'))
    throw wrongUse(link, '--origin goes with --slug.', '--slug NAME --origin https://go.acme.com');
  return given.replace(/\/$/, '');
}

async function writeQr(call: Call, to: string, address: string, title: string): Promise<void> {
  // Loaded only where it is asked for.
  const { qrSvg, qrText } = await import('../links/qr-code.ts');
  // Beside the link, which stands alone on stdout.
  if (to === '-') call.io.err(qrText(address, call.io.isErrorTerminal));
  else await writeFile(to, qrSvg(address, title));
}

const madeBy = (call: Call): string => call.io.env.USER || call.io.env.USERNAME || 'command line';

function problemLines(call: Call, { problems }: LinkCheck): string {
  const { bold, dim } = paint({ ...call.io, isTerminal: call.io.isErrorTerminal });
  return problems
    .map(problem => {
      const head = `${bold(problem.severity)}: ${plain(problem.what)}`;
      const found = problem.found ? `\n  found:  ${plain(problem.found)}` : '';
      return `${head}${dim(found)}\n  remedy: ${plain(problem.remedy)}\n`;
    })
    .concat(isRefused(problems, false) && !isRefused(problems, true) && !call.flag('force') ? [overrule] : [])
    .join('');
}

const overrule = 'Warnings can be overruled with --force.\n';

async function list(call: Call, desk: LinkDesk): Promise<number> {
  const answer = await desk.list();
  if (call.flag('json')) {
    printJson(call, { links: answer.links, currency: answer.currency });
    return 0;
  }
  if (answer.links.length === 0) {
    call.io.out('The register is empty: throughline link --url URL --source S --medium M --campaign C\n');
    return 0;
  }
  printTable(
    call,
    [
      { label: 'Id' },
      { label: 'Campaign' },
      { label: 'Source / medium' },
      { label: 'Channel' },
      { label: 'Slug' },
      { label: 'Visits', align: 'right' },
      { label: 'Leads', align: 'right' },
      { label: 'Revenue', align: 'right' },
      { label: 'Made' },
      { label: 'Link' },
    ],
    answer.links.map(one => [
      one.id,
      one.campaign ?? '',
      `${one.source} / ${one.medium}`,
      one.channel,
      one.slug ?? '',
      String(one.arrived.visits),
      String(Math.round(one.arrived.leads * 100) / 100),
      moneyText(one.arrived.revenue, answer.currency),
      one.madeAt.slice(0, 10),
      one.link,
    ]),
  );
  return 0;
}

function template(call: Call): number {
  const id = call.text('platform') as string;
  const found = adTemplates.find(({ platform }) => platform === id);
  if (!found) {
    const known = adTemplates.map(({ platform }) => platform);
    const near = nearest(id, known);
    throw new UsageError({
      code: 'platform-unknown',
      what: `There is no template for the platform "${id}".`,
      found: id,
      expected: known.join(', '),
      remedy: near ? `Did you mean ${near}?` : undefined,
    });
  }
  const own = wishOf(call);
  if (Object.values(own).some(value => value && hasEmail(value)))
    throw wrongUse(link, 'A tag holds an e-mail address: whoever sees the link sees it.', 'the name of the campaign');
  const text = adTemplateText(found, own);
  if (call.flag('json')) printJson(call, { platform: id, label: found.label, where: found.where, text });
  else {
    call.io.out(`${text}\n`);
    call.io.err(
      `${found.label}: paste it at ${found.where}. The platform fills in what stands in braces or underscores.\n`,
    );
  }
  return 0;
}
