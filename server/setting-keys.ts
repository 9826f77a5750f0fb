// The settings by the names people type: what each holds, how its text is read, how it is written back. Reading is strict:
// a value that isn't allowed is refused with what is.

import { BlockList } from 'node:net';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { channelLabels } from '#shared/channels/index.ts';
import { isCurrency } from '#shared/currencies.ts';
import { SettingsError } from '#shared/errors.ts';
import type { Settings } from '#shared/settings.ts';
import { isZone } from '#shared/time.ts';

export interface SettingKey {
  /** As typed: `half-life`; `fx.CUR` stands for every currency. */
  readonly id: string;
  readonly about: string;
  /** What may be set, in words. */
  readonly allowed: string;
  read(text: string, settings: Settings, key: string): Settings;
  write(settings: Settings): string;
}

function refuse(key: string, found: string, allowed: string): SettingsError {
  return new SettingsError({
    code: 'setting-value',
    what: `The setting ${key} cannot be ${found === '' ? 'empty' : `"${found}"`}.`,
    where: key,
    found: found === '' ? 'nothing' : found,
    expected: allowed,
    remedy: `throughline settings set ${key} VALUE`,
  });
}

/** 'none', 'auto' and nothing at all all take a value away. */
const isNone = (text: string) => ['none', 'auto', 'off', ''].includes(text.trim().toLowerCase());

function readCurrency(text: string, key: string): string {
  const code = text.trim().toUpperCase();
  if (!isCurrency(code)) throw refuse(key, text, 'a three-letter ISO 4217 code: GBP, EUR, USD …');
  return code;
}

/** `90d`, `90` or `7.5 days` → days. */
function readDays(text: string, key: string, allowed: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(?:d|days?)?$/i.exec(text.trim());
  const days = match ? Number(match[1]) : Number.NaN;
  if (!(days > 0 && days <= 36_500)) throw refuse(key, text, allowed);
  return days;
}

function readZone(text: string, key: string): string {
  const allowed = 'an IANA zone: UTC, Europe/London, America/New_York …';
  const name = text.trim();
  // Intl also takes offsets like +01:00; those are no zones: they know no summer time.
  if (!/^[A-Za-z]/.test(name) || !isZone(name)) throw refuse(key, text, allowed);
  const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  // As the database spells it, where only the case differs; an old name (Asia/Calcutta) stays as it was given.
  return known.toLowerCase() === name.toLowerCase() ? known : name;
}

function readHost(text: string, key: string): string {
  const allowed = 'hosts separated by commas: acme.com, shop.acme.com';
  try {
    const { hostname } = new URL(text.includes('://') ? text : `https://${text}`);
    if (!hostname.includes('.') && hostname !== 'localhost') throw new Error('no domain');
    // A legal host to URL, and one that nobody has.
    if (hostname.includes('*')) throw new Error('a pattern');
    return hostname.replace(/\.$/, '');
  } catch {
    throw refuse(key, text, allowed);
  }
}

function readMap(text: string, kept: Record<string, string>, key: string): Record<string, string> {
  const allowed = 'from=to (adds one), from= (takes one away), none (takes all away), or a JSON object {"from": "to"}';
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(trimmed);
    } catch {
      throw refuse(key, text, allowed);
    }
    const entries = Object.entries(parsed as Record<string, unknown>);
    if (entries.some(([from, to]) => from.trim() === '' || typeof to !== 'string' || to.trim() === ''))
      throw refuse(key, text, allowed);
    return Object.fromEntries(entries.map(([from, to]) => [from.trim(), (to as string).trim()]));
  }
  if (isNone(trimmed)) return {};
  const cut = trimmed.indexOf('=');
  if (cut < 1) throw refuse(key, text, allowed);
  const from = trimmed.slice(0, cut).trim();
  const to = trimmed.slice(cut + 1).trim();
  const { [from]: _old, ...rest } = kept;
  return to === '' ? rest : { ...rest, [from]: to };
}

/** Words separated by commas or semicolons, each once, in order. */
const listOf = (text: string): string[] =>
  [...new Set(text.split(/[,;\n]+/).map(part => part.trim()))].filter(Boolean).sort();

function readDomains(text: string, s: Settings): Record<string, string> {
  const host = (part: string) => (part.toLowerCase() === 'none' ? 'none' : readHost(part, 'domain-map'));
  const entries = Object.entries(readMap(text, s.domainMap, 'domain-map'));
  return Object.fromEntries(entries.map(([from, to]) => [readHost(from, 'domain-map'), host(to)]));
}

function readPool(text: string, s: Settings): Record<string, string[]> {
  const allowed = `CHANNEL=NUMBER, NUMBER … (sets one; several parted by semicolons), CHANNEL= (takes one away), none; channels: default, ${channelLabels.join(', ')}`;
  if (isNone(text)) return {};
  const pool = { ...s.phonePool };
  for (const part of text.split(';')) {
    const cut = part.indexOf('=');
    const given = part.slice(0, Math.max(cut, 0)).trim().toLowerCase();
    const channel = ['default', ...channelLabels].find(label => label.toLowerCase() === given);
    if (!channel) throw refuse('phone-pool', part.trim(), allowed);
    const numbers = listOf(part.slice(cut + 1)).map(number => readNumber(number, s.region));
    if (numbers.length > 0) pool[channel] = listOf(numbers.join(','));
    else delete pool[channel];
  }
  return Object.fromEntries(Object.entries(pool).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readNumber(text: string, region: string): string {
  const parsed = parsePhoneNumberFromString(text, region as CountryCode);
  if (!parsed?.isPossible()) throw refuse('phone-pool', text, `a phone number, with + or as ${region} writes it`);
  return parsed.number;
}

/** An address or a range of them; throws where it is neither. */
function readAddress(text: string): string {
  const [address, bits] = text.split('/');
  try {
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (bits === undefined) new BlockList().addAddress(address, family);
    else new BlockList().addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family);
    return text;
  } catch {
    throw refuse(
      'excluded-ips',
      text,
      'addresses or ranges separated by commas: 192.0.2.7, 198.51.100.0/24, 2001:db8::/32',
    );
  }
}

function readPattern(text: string): string {
  const isWild = text.startsWith('*.');
  return `${isWild ? '*.' : ''}${readHost(isWild ? text.slice(2) : text, 'excluded-hosts')}`;
}

function choice<T extends string>(key: string, text: string, choices: readonly T[], more = ''): T {
  const found = choices.find(c => c === text.trim().toLowerCase());
  if (!found) throw refuse(key, text, `${choices.join(', ')}${more}`);
  return found;
}

export const settingKeys: readonly SettingKey[] = [
  {
    id: 'currency',
    about: 'Currency of every answer; auto: the one most deals are in',
    allowed: 'an ISO 4217 code, or auto',
    read: (text, s) => ({ ...s, currency: isNone(text) ? null : readCurrency(text, 'currency') }),
    write: s => s.currency ?? 'auto',
  },
  {
    id: 'zone',
    about: 'Zone of the workspace: its days, weeks and months',
    allowed: 'an IANA zone: UTC, Europe/London …',
    read: (text, s) => ({ ...s, zone: readZone(text, 'zone') }),
    write: s => s.zone,
  },
  {
    id: 'fx.CUR',
    about: 'Fixed rate: units of the workspace currency for one CUR; a dated rate of an fx file goes before it',
    allowed: 'a decimal number above 0 such as 1.08, or none',
    read: (text, s, key) => {
      const code = key.slice(3).toUpperCase();
      if (!isCurrency(code)) {
        throw new SettingsError({
          code: 'setting-unknown',
          what: `${key} names no currency.`,
          found: key.slice(3),
          expected: 'fx. and a three-letter ISO 4217 code: fx.EUR',
        });
      }
      const { [code]: _old, ...rest } = s.fx;
      if (isNone(text)) return { ...s, fx: rest };
      const rate = text.trim();
      if (!/^\d{1,15}(\.\d{1,15})?$/.test(rate) || Number(rate) <= 0)
        throw refuse(key, text, 'a decimal number above 0 such as 1.08, or none');
      const fx = { ...rest, [code]: rate };
      return { ...s, fx: Object.fromEntries(Object.entries(fx).sort(([a], [b]) => (a < b ? -1 : 1))) };
    },
    write: s =>
      Object.entries(s.fx)
        .map(([code, rate]) => `${code} ${rate}`)
        .join(', ') || 'none',
  },
  {
    id: 'lookback',
    about: 'How long before a conversion a touch still counts',
    allowed: 'days such as 90d, or none',
    read: (text, s) => ({
      ...s,
      lookback: isNone(text) ? null : readDays(text, 'lookback', 'days such as 90d, or none'),
    }),
    write: s => (s.lookback === null ? 'none' : `${s.lookback}d`),
  },
  {
    id: 'direct',
    about: 'Whether direct visits take credit; ignore: only where a journey has nothing else',
    allowed: 'count or ignore',
    read: (text, s) => ({ ...s, direct: choice('direct', text, ['count', 'ignore'] as const) }),
    write: s => s.direct,
  },
  {
    id: 'half-life',
    about: 'Half-life of the time-decay model',
    allowed: 'days such as 7d',
    read: (text, s) => ({ ...s, halfLifeDays: readDays(text, 'half-life', 'days above 0 such as 7d') }),
    write: s => `${s.halfLifeDays}d`,
  },
  {
    id: 'deal-people',
    about: "Whose touches make a deal's journey",
    allowed: 'deal, account or primary',
    read: (text, s) => ({ ...s, dealPeople: choice('deal-people', text, ['deal', 'account', 'primary'] as const) }),
    write: s => s.dealPeople,
  },
  {
    id: 'campaign-map',
    about: "Visits' campaign → spend's campaign, joined by hand",
    allowed: 'from=to (adds one), from= (takes one away), none, or a JSON object',
    read: (text, s) => ({ ...s, campaignMap: readMap(text, s.campaignMap, 'campaign-map') }),
    write: s =>
      Object.entries(s.campaignMap)
        .map(([from, to]) => `${from}=${to}`)
        .join(', ') || 'none',
  },
  {
    id: 'sites',
    about: 'Own sites: a visit from one of them to another has no new source',
    allowed: 'hosts separated by commas, or none',
    read: (text, s) => ({
      ...s,
      sites: isNone(text)
        ? []
        : [...new Set(text.split(/[\s,;]+/).filter(Boolean))].map(host => readHost(host, 'sites')).sort(),
    }),
    write: s => s.sites.join(', ') || 'none',
  },
  {
    id: 'region',
    about: 'Country of phone numbers without a country code',
    allowed: 'a two-letter ISO 3166 code: GB, DE, US …',
    read: (text, s) => {
      const code = text.trim().toUpperCase();
      if (!isSupportedCountry(code)) throw refuse('region', text, 'a two-letter ISO 3166 code: GB, DE, US …');
      return { ...s, region: code };
    },
    write: s => s.region,
  },
  {
    id: 'date-order',
    about: 'How 03/04/2026 reads where a file does not say; none: such a column is refused',
    allowed: 'dmy, mdy or none',
    read: (text, s) => ({
      ...s,
      dateOrder: isNone(text) ? null : choice('date-order', text, ['dmy', 'mdy'] as const, ', none'),
    }),
    write: s => s.dateOrder ?? 'none',
  },
  {
    id: 'links',
    about: 'Which identity links journeys stand on; hard: no phones, shared devices or other guesses',
    allowed: 'all or hard',
    read: (text, s) => ({ ...s, links: choice('links', text, ['all', 'hard'] as const) }),
    write: s => s.links,
  },
  {
    id: 'domain-map',
    about: 'Company domains that are one company (acme.de=acme.com), or none (agency.com=none)',
    allowed: 'domain=domain or domain=none (adds one), domain= (takes one away), none, or a JSON object',
    read: (text, s) => ({ ...s, domainMap: readDomains(text, s) }),
    write: s =>
      Object.entries(s.domainMap)
        .map(([from, to]) => `${from}=${to}`)
        .join(', ') || 'none',
  },
  {
    id: 'consent',
    about:
      'What the snippet takes visitors to have said before they say anything; ask: nothing is kept on their device',
    allowed: 'ask or assume',
    read: (text, s) => ({ ...s, consent: choice('consent', text, ['ask', 'assume'] as const) }),
    write: s => s.consent,
  },
  {
    id: 'form-fields',
    about: 'Form fields that the snippet may send besides e-mail and phone, by name',
    allowed: 'names separated by commas, or none',
    read: (text, s) => ({ ...s, formFields: isNone(text) ? [] : listOf(text) }),
    write: s => s.formFields.join(', ') || 'none',
  },
  {
    id: 'phone-pool',
    about: 'Phone numbers that the snippet shows by channel, so that a call can be joined to its visitor',
    allowed: 'CHANNEL=NUMBER, NUMBER … (sets one), CHANNEL= (takes one away), or none',
    read: (text, s) => ({ ...s, phonePool: readPool(text, s) }),
    write: s =>
      Object.entries(s.phonePool)
        .map(([channel, numbers]) => `${channel}=${numbers.join(', ')}`)
        .join('; ') || 'none',
  },
  {
    id: 'excluded-ips',
    about: 'Addresses whose hits the collector drops: the office, the agency',
    allowed: 'addresses or ranges separated by commas, or none',
    read: (text, s) => ({ ...s, excludedIps: isNone(text) ? [] : listOf(text).map(readAddress) }),
    write: s => s.excludedIps.join(', ') || 'none',
  },
  {
    id: 'excluded-hosts',
    about: 'Hosts whose hits the collector drops: staging, previews',
    allowed: 'hosts separated by commas (*.preview.acme.com takes all below), or none',
    read: (text, s) => ({ ...s, excludedHosts: isNone(text) ? [] : listOf(text).map(readPattern) }),
    write: s => s.excludedHosts.join(', ') || 'none',
  },
];

/** The key's declaration; throws SettingsError naming all keys where there is none. */
export function settingKey(key: string): SettingKey {
  const found = settingKeys.find(k => (k.id === 'fx.CUR' ? /^fx\../i.test(key) : k.id === key));
  if (found) return found;
  throw new SettingsError({
    code: 'setting-unknown',
    what: `There is no setting "${key}".`,
    found: key,
    expected: settingKeys.map(k => k.id).join(', '),
    remedy: 'throughline settings get lists them with their values.',
  });
}

/** The settings with one key set from its text; throws SettingsError, and changes nothing, where it isn't allowed. */
export function applySetting(settings: Settings, key: string, value: string): Settings {
  return settingKey(key).read(value, settings, key);
}

/** One key's value as `settings set` would take it. */
export function settingText(settings: Settings, key: string): string {
  const declared = settingKey(key);
  if (declared.id !== 'fx.CUR' || key === 'fx.CUR') return declared.write(settings);
  return settings.fx[key.slice(3).toUpperCase()] ?? 'none';
}
