// throughline settings: read them, set one. A value that isn't allowed is wrong use: it is refused with what is.

import { SettingsError, UsageError } from '#shared/errors.ts';
import { settingKey, settingKeys, settingText } from '../setting-keys.ts';
import { type Command, wrongUse } from './command.ts';
import { documentOptions, printJson, printTable, wantsJson } from './output.ts';

const idWidth = Math.max(...settingKeys.map(({ id }) => id.length)) + 2;

export const settings = {
  id: 'settings',
  takes: '[get [KEY] | set KEY VALUE]',
  about: 'The workspace settings: currency, zone, exchange rates, lookback and the rest.',
  words: [0, 3],
  options: documentOptions,
  more: [
    'Settings',
    ...settingKeys.map(key => `  ${key.id.padEnd(idWidth)}${key.about}\n${' '.repeat(idWidth + 2)}${key.allowed}`),
  ].join('\n'),
  async run(call) {
    const [verb = 'get', key, value] = call.words;
    if (verb !== 'get' && verb !== 'set')
      throw wrongUse(settings, `throughline settings cannot "${verb}".`, 'get or set');
    if (verb === 'set' && (key === undefined || value === undefined))
      throw wrongUse(
        settings,
        'throughline settings set needs a key and a value.',
        'throughline settings set fx.EUR 0.85',
      );
    if (verb === 'get' && value !== undefined)
      throw wrongUse(settings, 'throughline settings get takes one key.', 'throughline settings get lookback');
    if (key !== undefined) asUsage(() => settingKey(key));
    return call.withEngine(async engine => {
      const now = verb === 'set' ? await engine.setSetting(key, value).catch(asUsageError) : await engine.settings();
      if (wantsJson(call))
        printJson(call, key === undefined || verb === 'set' ? now : { [key]: settingText(now, key) });
      else if (key !== undefined) call.io.out(`${verb === 'set' ? `${key} = ` : ''}${settingText(now, key)}\n`);
      else
        printTable(
          call,
          [{ label: 'Setting' }, { label: 'Value' }, { label: 'Means' }],
          settingKeys.map(k => [k.id, k.write(now), k.about]),
        );
      return 0;
    });
  },
} satisfies Command;

function asUsageError(error: unknown): never {
  if (error instanceof SettingsError) throw new UsageError({ ...error.details, cause: error });
  throw error;
}

function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return asUsageError(error);
  }
}
