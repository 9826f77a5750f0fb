// Which columns of an unknown table are probably meant by which of our own: by the words of the header in the languages that
// exports come in, and by what the cells look like. A guess to start from, shown to the user; nothing is read by it unasked.

import { deals } from '#shared/formats/deals.ts';
import { events } from '#shared/formats/events.ts';
import type { Format } from '#shared/formats/format.ts';
import { headerKey } from '#shared/formats/header.ts';
import { spend } from '#shared/formats/spend.ts';
import { type ColumnMap, type Target, targetsOf } from './by-hand.ts';

export interface Guess {
  readonly format: Format;
  /** Only what isn't found by its own name already. */
  readonly map: ColumnMap;
  /** Required columns that nothing was found for. */
  readonly missing: readonly string[];
}

export interface GuessedTable {
  readonly headers: readonly string[];
  /** Filled cells of a column, by its place. */
  sample(column: number): readonly string[];
}

/** Words of headers, as our columns are called elsewhere; whole words, without accents. */
const words: Readonly<Record<string, string>> = {
  deal_id:
    'deal opp opportunity oppty id nr no num number nummer numero ref reference key auftrag angebot vorgang affaire negocio order',
  name: 'name deal opportunity title titel bezeichnung nom nombre subject betreff project projekt',
  amount:
    'amount value wert betrag summe umsatz revenue total price preis montant valeur importe valor bedrag waarde importo arr acv tcv volume volumen honorar fee fees auftragswert',
  currency: 'currency wahrung devise moneda valuta munt',
  pipeline: 'pipeline funnel',
  stage: 'stage phase status stufe etapa fase etape state',
  created_at: 'created create erstellt angelegt erstelldatum cree creado opened erfasst creation',
  won_at: 'won gewonnen win signed gagne ganado abgeschlossen unterschrieben firmado',
  lost_at: 'lost verloren perdu perdido',
  closed_at: 'closed close abschluss abschlussdatum cloture cierre',
  email: 'email mail emails',
  account:
    'account company firma kunde customer client societe empresa bedrijf azienda organisation organization unternehmen entreprise mandant klient',
  owner: 'owner rep vendeur besitzer inhaber zustandig verantwortlich ae responsable',
  visitor_id: 'visitor cookie anonymous client besucher visitante device',
  ts: 'timestamp time ts datetime zeit zeitpunkt date datum when occurred fecha heure',
  event: 'event action ereignis type activity aktion',
  url: 'url page seite link landing',
  date: 'date day tag datum jour fecha dia giorno data',
  platform: 'platform plattform network kanal channel plateforme source',
  campaign: 'campaign kampagne campagne campana campagna',
  cost: 'cost costs kosten spend spent ausgaben cout coste gasto depense budget costo',
  clicks: 'clicks klicks clics click',
  impressions: 'impressions impressionen impr views',
};

/** The own format that a table is most likely meant as, with the columns guessed; null where nothing speaks for any. */
export function guessFormat(table: GuessedTable): Guess | null {
  let best: { guess: Guess; score: number } | null = null;
  for (const format of [deals, spend, events] as const) {
    const guess = guessColumns(format, table);
    const found = Object.keys(guess.map).length + ownColumns(format, table.headers);
    // What can't be done without weighs more than what is nice to have.
    const score = found - 3 * guess.missing.length;
    if (found > 0 && (best === null || score > best.score)) best = { guess, score };
  }
  return best?.guess ?? null;
}

function ownColumns(format: Format, headers: readonly string[]): number {
  const known = new Set(targetsOf(format).flatMap(target => target.known.map(headerKey)));
  return headers.filter(header => known.has(headerKey(header))).length;
}

/** The columns of one format, guessed. */
export function guessColumns(format: Format, { headers, sample }: GuessedTable): Guess {
  const targets = targetsOf(format);
  const keys = headers.map(headerKey);
  const isThere = (target: Target): boolean => target.known.some(name => keys.includes(headerKey(name)));
  const taken = new Set(
    targets.flatMap(target => keys.flatMap((key, i) => (target.known.some(n => headerKey(n) === key) ? [i] : []))),
  );
  const open = targets.filter(target => !isThere(target));
  const pairs = open.flatMap((target, order) =>
    headers.flatMap((header, column) => {
      if (taken.has(column) || header.trim() === '') return [];
      const score = scoreOf(target, header, sample(column).slice(0, 200));
      return score > 0 ? [{ target, header, column, score: score - order / 1_000 }] : [];
    }),
  );
  const map: Record<string, string> = {};
  for (const { target, header, column } of pairs.sort((a, b) => b.score - a.score)) {
    if (taken.has(column) || map[target.name] !== undefined) continue;
    map[target.name] = header;
    taken.add(column);
  }
  const filled = new Set(
    targets.filter(target => isThere(target) || map[target.name] !== undefined).map(({ field }) => field),
  );
  const missing = open.filter(({ isRequired, field }) => isRequired && !filled.has(field)).map(({ name }) => name);
  return {
    format,
    map: Object.fromEntries(open.flatMap(({ name }) => (map[name] ? [[name, map[name]]] : []))),
    missing,
  };
}

/** Above 0 where a column may be meant. */
function scoreOf(target: Target, header: string, cells: readonly string[]): number {
  if (!looksRight(target, cells)) return 0;
  const said = wordsOf(header);
  const wanted = (words[target.name] ?? '').split(' ').filter(word => word !== '');
  const own = target.known.flatMap(wordsOf);
  const inOwn = said.filter(word => own.includes(word)).length;
  const inWanted = said.filter(word => wanted.includes(word)).length;
  // "Opp Nr" is made of two words for a deal's id, "Firma" of one for an account.
  const byWords = said.length > 0 ? Math.max(inOwn, inWanted) / said.length + Math.max(inOwn, inWanted) : 0;
  const byCells = target.as === 'emails' && cells.length > 0 ? 1 : 0;
  return byWords + byCells;
}

function wordsOf(header: string): string[] {
  const plain = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !['at', 'of', 'the', 'in', 'der', 'de'].includes(word));
}

const shapes: Partial<Record<Target['as'], RegExp>> = {
  money: /\d/,
  count: /^[\d.,\s']+$/,
  number: /\d/,
  instant: /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{10,19}$/,
  day: /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{8}$/,
  email: /@/,
  emails: /@/,
  url: /[./]/,
  domain: /\./,
  currency: /^[A-Za-z]{3}$/,
};

function looksRight({ as }: Target, cells: readonly string[]): boolean {
  const shape = shapes[as];
  if (!shape || cells.length === 0) return true;
  return cells.filter(cell => shape.test(cell)).length * 2 > cells.length;
}

/** The command that maps a file by hand. */
export function mapCommand(file: string, { format, map, missing }: Guess): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
  const columns = [
    ...Object.entries(map).map(([name, header]) => `--map ${name}=${quoted(header)}`),
    ...missing.map(name => `--map ${name}="…"`),
  ];
  return `throughline import ${quoted(file)} --format ${format.id} ${columns.join(' ')}`;
}
