// Who asks, from the User-Agent: a bot, or a browser on a desktop, mobile or tablet. An iPad has called itself a Mac since iPadOS 13 and
// counts as desktop, as in most analytics; nothing finer is kept, as it would help to tell people apart.

import { isbot } from 'isbot';

type Agent = 'bot' | 'desktop' | 'mobile' | 'tablet';

/** A site's visitors share a few hundred names of browsers; matching one takes as long as all else of a request. */
const known = new Map<string, Agent>();

export function agentOf(userAgent: string): Agent {
  let agent = known.get(userAgent);
  if (agent === undefined) {
    // Every browser names itself; what doesn't is a script.
    agent = userAgent === '' || isbot(userAgent) ? 'bot' : deviceOf(userAgent);
    if (known.size >= 2_000) known.clear();
    // None is longer; anybody may send any.
    if (userAgent.length <= 400) known.set(userAgent, agent);
  }
  return agent;
}

function deviceOf(userAgent: string): Agent {
  // Android without "Mobile" is a tablet, by Google's own advice.
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Kindle|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  return /Mobi|iPhone|iPod|Android|Windows Phone|Opera Mini/i.test(userAgent) ? 'mobile' : 'desktop';
}
