// Who may send hits, from the settings: pages of the declared sites and their subdomains, unless their host or the sender's
// address is excluded. Made anew when the settings change.

import { BlockList, isIPv6 } from 'node:net';
import type { Settings } from '#shared/settings.ts';

export interface Sites {
  /** A declared site's host, or one below it. */
  admits(host: string): boolean;
  excludesHost(host: string): boolean;
  excludesAddress(address: string): boolean;
}

let last: { settings: Settings; sites: Sites } | undefined;

export function sitesOf(settings: Settings): Sites {
  if (last?.settings !== settings) last = { settings, sites: readSites(settings) };
  return last.sites;
}

function readSites({ sites, excludedHosts, excludedIps }: Settings): Sites {
  const admitted = new Map<string, boolean>();
  const addresses = new BlockList();
  for (const text of excludedIps) {
    const [address, bits] = text.split('/');
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (bits === undefined) addresses.addAddress(address, family);
    else addresses.addSubnet(address, Number(bits), family);
  }
  return {
    admits(host) {
      let known = admitted.get(host);
      if (known === undefined) {
        known = sites.some(site => isAtOrBelow(host, site));
        // Anybody may send any host.
        if (admitted.size < 10_000) admitted.set(host, known);
      }
      return known;
    },
    excludesHost: host =>
      excludedHosts.some(pattern => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern)),
    excludesAddress(address) {
      if (excludedIps.length === 0 || address === '') return false;
      // An IPv4 address of a socket that takes both: ::ffff:192.0.2.7.
      const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
      return addresses.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
    },
  };
}

function isAtOrBelow(host: string, site: string): boolean {
  return host === site || host.endsWith(`.${site}`);
}
