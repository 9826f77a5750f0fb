// The settings file of a data folder: settings.json, small enough to read and mend by hand. A change by hand is taken up
// with the next answer; a file that can't be read is refused, never silently replaced by the defaults.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Low } from 'lowdb';
import { SettingsError } from '#shared/errors.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { openJsonFile, unreadableJson } from './json-file.ts';
import { Mutex } from './mutex.ts';

export class SettingsStore {
  readonly path: string;
  readonly #turns = new Mutex();
  #db: Low<Partial<Settings>> | undefined;
  #readAt = -1;
  #settings: Settings = defaultSettings;

  constructor(folder: string) {
    this.path = join(folder, 'settings.json');
  }

  /** The settings as they are now on disk, the defaults where nothing is set. */
  async read(): Promise<Settings> {
    const changedAt = statSync(this.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt === this.#readAt) return this.#settings;
    // Most folders have no settings file: then there is nothing to read or check.
    this.#db = changedAt === 0 ? undefined : await openJsonFile<Partial<Settings>>(this.path, {});
    this.#settings = this.#db ? await this.#checked(this.#db.data) : defaultSettings;
    this.#readAt = changedAt;
    return this.#settings;
  }

  /** Of two at once each stands on the other: the file is written whole. */
  set(key: string, value: string): Promise<Settings> {
    return this.#turns.run(async () => {
      const { applySetting } = await import('./setting-keys.ts');
      const next = applySetting(await this.read(), key, value);
      this.#db ??= await openJsonFile<Partial<Settings>>(this.path, {});
      this.#db.data = next;
      await this.#db.write();
      this.#settings = next;
      this.#readAt = statSync(this.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return next;
    });
  }

  /** A hand-written file passes through the same rules as the command line. */
  async #checked(data: Partial<Settings>): Promise<Settings> {
    const { applySetting } = await import('./setting-keys.ts');
    const given = { ...defaultSettings, ...data };
    let settings = defaultSettings;
    try {
      const set = (key: string, value: string) => {
        settings = applySetting(settings, key, value);
      };
      set('currency', given.currency ?? 'auto');
      set('zone', given.zone);
      for (const [code, rate] of Object.entries(given.fx)) set(`fx.${code}`, String(rate));
      set('lookback', given.lookback === null ? 'none' : String(given.lookback));
      set('direct', given.direct);
      set('half-life', String(given.halfLifeDays));
      set('deal-people', given.dealPeople);
      set('campaign-map', JSON.stringify(given.campaignMap));
      set('sites', given.sites.join(','));
      set('region', given.region);
      set('date-order', given.dateOrder ?? 'none');
      set('links', given.links);
      set('domain-map', JSON.stringify(given.domainMap));
      set('consent', given.consent);
      set('form-fields', given.formFields.join(','));
      for (const [channel, numbers] of Object.entries(given.phonePool))
        set('phone-pool', `${channel}=${numbers.join(',')}`);
      set('excluded-ips', given.excludedIps.join(','));
      set('excluded-hosts', given.excludedHosts.join(','));
    } catch (cause) {
      if (cause instanceof SettingsError)
        throw new SettingsError({ ...cause.details, where: `${this.path}: ${cause.details.where ?? ''}`, cause });
      throw unreadableJson(this.path, (cause as Error).message, cause);
    }
    return settings;
  }
}
