// What a command of the command line is, and how its words are read: options are declared, so that help, parsing and
// "did you mean" come from the same lines.

import { parseArgs } from 'node:util';
import { UsageError } from '#shared/errors.ts';
import { nearest } from '#shared/nearest.ts';
import type { Engine } from '../engine.ts';
import type { Io } from './io.ts';

export interface Option {
  readonly name: string;
  /** The word for its value in help; none: it is a switch. */
  readonly value?: string;
  readonly about: string;
  /** May be given several times, or once with commas. */
  readonly isList?: boolean;
}

export interface Command {
  readonly id: string;
  /** What follows the name: 'FILE…'. */
  readonly takes?: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** How many words it takes besides options. */
  readonly words: readonly [least: number, most: number];
  /** Lines at the end of its help. */
  readonly more?: string;
  /** The exit code: 0 done, 1 failed. What is thrown is printed; a UsageError exits with 2. */
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly io: Io;
  readonly words: readonly string[];
  /** The data folder. */
  readonly folder: string;
  flag(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): string[] | undefined;
  /** Each value of an option as it was given, commas and all. */
  texts(name: string): readonly string[];
  /** Opens the engine, runs, closes it again. */
  withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
}

const dataOption: Option = { name: 'data', value: 'DIR', about: 'the data folder (else THROUGHLINE_DATA)' };
export const jsonOption: Option = { name: 'json', about: 'print one JSON document' };
/** Help is read in terminals of any width; this fits most. */
const helpWidth = 100;

const helpOption: Option = { name: 'help', about: 'this text' };

export interface ParsedWords {
  words: string[];
  values: Map<string, string[]>;
  isHelp: boolean;
}

/** Reads a command's words; throws UsageError for an unknown option, a missing value, too few or too many words. */
export function parseWords(command: Command, args: readonly string[]): ParsedWords {
  const options = [...command.options, dataOption, helpOption];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([
      ...options.map(o => [o.name, { type: o.value ? 'string' : 'boolean' } as const]),
      ['help', { type: 'boolean', short: 'h' } as const],
    ]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const parsed: ParsedWords = { words: [], values: new Map(), isHelp: false };
  for (const token of tokens) {
    if (token.kind === 'positional') parsed.words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(o => o.name === token.name);
    if (!option) throw unknownOption(command, token.rawName, options);
    if (option.name === 'help') {
      parsed.isHelp = true;
    } else if (option.value) {
      // `--from --to …`: the value was forgotten, it isn't "--to".
      const isForgotten = token.value === undefined || (!token.inlineValue && /^--[a-z]/.test(token.value));
      if (isForgotten) throw wrongUse(command, `--${option.name} needs a value.`, `--${option.name} ${option.value}`);
      parsed.values.set(option.name, [...(parsed.values.get(option.name) ?? []), token.value as string]);
    } else {
      if (token.value !== undefined) throw wrongUse(command, `--${option.name} takes no value.`, `--${option.name}`);
      parsed.values.set(option.name, []);
    }
  }
  if (parsed.isHelp) return parsed;
  for (const option of options) {
    const given = parsed.values.get(option.name);
    if (!option.isList && given && given.length > 1)
      throw wrongUse(command, `--${option.name} was given ${given.length} times.`, 'once');
  }
  const [least, most] = command.words;
  if (parsed.words.length < least)
    throw wrongUse(command, `throughline ${command.id} needs ${command.takes}.`, usageOf(command));
  if (parsed.words.length > most) {
    throw wrongUse(
      command,
      `throughline ${command.id} was given a word too many: "${parsed.words[most]}".`,
      usageOf(command),
    );
  }
  return parsed;
}

function unknownOption(command: Command, typed: string, options: readonly Option[]): UsageError {
  const near = nearest(
    typed.replace(/^-+/, ''),
    options.map(o => o.name),
  );
  return new UsageError({
    code: 'option-unknown',
    what: `throughline ${command.id} has no option ${typed}.`,
    found: typed,
    expected: options.map(o => `--${o.name}`).join(', '),
    remedy: near ? `Did you mean --${near}?` : `See throughline ${command.id} --help.`,
  });
}

export function wrongUse(command: Pick<Command, 'id'>, what: string, expected: string): UsageError {
  return new UsageError({ code: 'usage', what, expected, remedy: `See throughline ${command.id} --help.` });
}

function usageOf(command: Command): string {
  return ['throughline', command.id, command.takes, command.options.length > 0 ? '[options]' : '']
    .filter(Boolean)
    .join(' ');
}

export function helpOf(command: Command): string {
  const options = [...command.options, dataOption, helpOption];
  const left = options.map(o => `  --${o.name}${o.value ? ` ${o.value}` : ''}${o.isList ? ' …' : ''}`);
  const wide = Math.max(...left.map(text => text.length)) + 2;
  const lines = options.flatMap((o, i) =>
    wrap(o.about, Math.max(40, helpWidth - wide)).map((part, j) => `${(j === 0 ? left[i] : '').padEnd(wide)}${part}`),
  );
  return [
    `${usageOf(command)}`,
    '',
    command.about,
    '',
    'Options',
    ...lines,
    ...(command.more ? ['', command.more] : []),
  ]
    .join('\n')
    .concat('\n');
}

/** Parts a text at spaces into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
