// Which ad accounts a workspace knows, and which entities are whose: what keeps one client's figures off another's page.
// Only spend names accounts; an entity that only visits speak of has none.

import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';

export interface Accounts {
  /** The accounts that spend of the platform names, as it writes them, in order. */
  ofPlatform(platform: string): string[];
  /** True where spend of the entity names the account, however either writes it. */
  has(node: number, account: string): boolean;
  /** True where spend of the entity names any account. */
  hasAny(node: number): boolean;
}

const kept = new WeakMap<Answers, Accounts>();

/** The accounts of a workspace; worked out once. */
export function accountsOf(answers: Answers): Accounts {
  let accounts = kept.get(answers);
  if (!accounts) {
    accounts = readAccounts(answers);
    kept.set(answers, accounts);
  }
  return accounts;
}

/** An account as it is compared: 123-456-7890 is 1234567890, act_880014 is 880014. */
export function normaliseAccount(account: string): string {
  return account
    .toLowerCase()
    .replace(/^act_/, '')
    .replace(/[\s-]+/g, '');
}

function readAccounts({ workspace, join }: Answers): Accounts {
  const { spend } = workspace;
  const { platform, campaign, adGroup, ad, keyword } = join.spend;
  const { dict, code } = spend.account;
  const width = dict.length;
  const seen = new Set<number>();
  const byNode = new Map<number, Set<string>>();
  const normal = dict.map(normaliseAccount);
  const named = new Map<string, Set<string>>();
  for (let i = 0; i < spend.length; i++) {
    const account = code[i];
    if (dict[account] === '') continue;
    const lowest = keyword[i] || ad[i] || adGroup[i] || campaign[i] || platform[i];
    if (seen.has(lowest * width + account)) continue;
    seen.add(lowest * width + account);
    for (const node of [keyword[i], ad[i], adGroup[i], campaign[i]]) {
      if (node !== 0) addTo(byNode, node, normal[account]);
    }
    addTo(named, join.entities.platform[platform[i]], dict[account]);
  }
  return {
    ofPlatform: id => [...(named.get(id) ?? [])].sort(compareText),
    has: (node, account) => byNode.get(node)?.has(normaliseAccount(account)) ?? false,
    hasAny: node => byNode.has(node),
  };
}

function addTo<K>(map: Map<K, Set<string>>, key: K, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
