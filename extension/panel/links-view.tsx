// Why the record's visits are its own: each link between two keys, how it was made, and whether it may be wrong. Folded away,
// for whoever doubts.

import type { JourneyAnswer } from '#shared/schema/index.ts';
import { linkCounts, linkWords } from './links.ts';

export function LinksView({ links }: { links: JourneyAnswer['links'] }) {
  if (links.length === 0) return null;
  return (
    <details class="joined">
      <summary>
        How the records were joined <span class="faint">{linkCounts(links)}</span>
      </summary>
      <ul>
        {links.map(link => (
          <li key={`${link.a} ${link.b} ${link.how}`} title={link.from}>
            {linkWords(link)} <span class="faint">{link.hard ? 'hard' : 'soft'}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
