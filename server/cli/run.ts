// The command line as a function: words and surroundings in, exit code out. 0 done, 1 failed, 2 wrong use.

import { describeError, ThroughlineError, UsageError } from '#shared/errors.ts';
import { nearest } from '#shared/nearest.ts';
import { dataFolderPath } from '../data-folder.ts';
import { errorToWire } from '../error-wire.ts';
import { openEngine } from '../open-engine.ts';
import { version } from '../version.ts';
import { type Call, type Command, helpOf, parseWords } from './command.ts';
import { type Io, paint } from './io.ts';
import { escapedJson, plainLines } from './table.ts';

interface Entry {
  about: string;
  load(): Promise<Command>;
}

/** Loaded when called: `--help` needn't load a database. In the order people see them. */
const commands: Record<string, Entry> = {
  serve: { about: 'start the companion', load: async () => (await import('./serve.ts')).serve },
  import: { about: 'take exports in', load: async () => (await import('./import.ts')).importCommand },
  report: {
    about: 'revenue beside cost, by campaign, channel …',
    load: async () => (await import('./report.ts')).report,
  },
  compare: { about: 'every model side by side', load: async () => (await import('./compare.ts')).compare },
  journey: { about: 'how a person, deal or account came', load: async () => (await import('./journey.ts')).journey },
  paths: { about: 'the commonest paths', load: async () => (await import('./paths.ts')).paths },
  heard: { about: 'what people say beside what was measured', load: async () => (await import('./heard.ts')).heard },
  explain: { about: 'the receipt of one row', load: async () => (await import('./explain.ts')).explain },
  identity: { about: 'who is who by hand, undoable', load: async () => (await import('./identity.ts')).identity },
  link: { about: 'build tracking links, keep them', load: async () => (await import('./link.ts')).link },
  snippet: { about: 'the line that a site installs', load: async () => (await import('./snippet.ts')).snippet },
  settings: { about: 'read or set the settings', load: async () => (await import('./settings.ts')).settings },
  webhooks: { about: 'what vendors send as it happens', load: async () => (await import('./webhooks.ts')).webhooks },
  doctor: { about: 'what is missing, unmatched, stale', load: async () => (await import('./doctor.ts')).doctor },
  pull: {
    about: 'what a public collector kept, into this workspace',
    load: async () => (await import('./pull.ts')).pull,
  },
  pair: { about: 'a code to pair the extension with', load: async () => (await import('./pair.ts')).pair },
  formats: { about: 'what can be imported', load: async () => (await import('./lists.ts')).formats },
  models: { about: 'the attribution models', load: async () => (await import('./lists.ts')).models },
  destinations: { about: 'where results can go', load: async () => (await import('./lists.ts')).destinations },
  sites: { about: 'the pages the extension knows', load: async () => (await import('./lists.ts')).sites },
};

export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const wantsJson = args.includes('--json') || /--format[ =]json/.test(args.join(' '));
    printError(io, error, wantsJson);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = dataLast(args);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = name === 'help' ? rest[0] : undefined;
    if (asked !== undefined) return dispatch([asked, '--help'], io);
    // Nothing asked for is wrong use, but the answer to it is the same text.
    (name === undefined ? io.err : io.out)(overallHelp(io));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return 0;
  }
  if (!Object.hasOwn(commands, name)) throw unknownCommand(name);
  const command = await commands[name].load();
  const parsed = parseWords(command, rest);
  if (parsed.isHelp) {
    io.out(helpOf(command));
    return 0;
  }
  const folder = dataFolderPath(parsed.values.get('data')?.[0], io.env);
  const call: Call = {
    io,
    words: parsed.words,
    folder,
    flag: option => parsed.values.has(option),
    text: option => parsed.values.get(option)?.[0],
    list: option => parsed.values.get(option)?.flatMap(given => given.split(',').map(part => part.trim())),
    texts: option => parsed.values.get(option) ?? [],
    async withEngine(work) {
      const engine = await openEngine(folder);
      try {
        return await work(engine);
      } finally {
        await engine.close();
      }
    },
  };
  return command.run(call);
}

/** `throughline --data DIR report` is what some write: the one option that is everybody's may stand before the command. */
function dataLast(args: readonly string[]): readonly string[] {
  if (args[0] === '--data' && args.length > 2) return [args[2], ...args.slice(3), args[0], args[1]];
  if (args[0]?.startsWith('--data=') && args.length > 1) return [args[1], ...args.slice(2), args[0]];
  return args;
}

function unknownCommand(name: string): UsageError {
  const known = Object.keys(commands);
  const near = nearest(name, known);
  return new UsageError({
    code: 'command-unknown',
    what: name.startsWith('-')
      ? `The command comes before its options: found "${name}".`
      : `There is no command "${name}".`,
    found: name,
    expected: known.join(', '),
    remedy: near ? `Did you mean throughline ${near}?` : 'See throughline --help.',
  });
}

function overallHelp(io: Io): string {
  const { bold } = paint(io);
  const wide = Math.max(...Object.keys(commands).map(id => id.length)) + 2;
  return `${bold('throughline')} ${version}: closes the loop between ad clicks and won deals, on your own machine.

Usage: throughline COMMAND [options]

${Object.entries(commands)
  .map(([id, { about }]) => `  ${id.padEnd(wide)}${about}`)
  .join('\n')}

  --data DIR    the data folder (else THROUGHLINE_DATA, else the platform's usual one)
  --help        of any command: throughline report --help
  --version

Without a file of your own imported, every answer is about a sample company.
`;
}

function printError(io: Io, error: unknown, wantsJson: boolean): void {
  if (error instanceof ThroughlineError) {
    if (wantsJson) io.out(`${escapedJson(JSON.stringify({ error: errorToWire(error) }, null, 2))}\n`);
    io.err(`throughline: ${plainLines(describeError(error))}\n`);
    return;
  }
  // A bug: the stack is what helps to mend it.
  io.err(`throughline: ${plainLines(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  io.err('This is a bug: please report it with the command you gave.\n');
}
