// How someone came, in words: 'from a Google ad for ‘crm pricing’' in a sentence, 'Google ad' over a line of a timeline.

/** What the words need of a touch. '(direct)' and '(none)' stand for what is missing. */
export interface Way {
  readonly channel: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly keyword: string | null;
  readonly platform?: string | null;
}

const platformNames: Readonly<Record<string, string>> = {
  'google-ads': 'Google',
  'microsoft-ads': 'Microsoft',
  'meta-ads': 'Facebook',
  'linkedin-ads': 'LinkedIn',
  'tiktok-ads': 'TikTok',
  'x-ads': 'X',
};
/** Sources whose names are written otherwise than with a capital. */
const sourceNames: Readonly<Record<string, string>> = {
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  duckduckgo: 'DuckDuckGo',
  chatgpt: 'ChatGPT',
  'chatgpt.com': 'ChatGPT',
};

/**
 * The first way, at length, as it follows on 'First came'.
 *
 * @example wayFirst({channel: 'Paid Search', source: 'google', platform: 'google-ads', campaign: 'Brand', keyword: 'crm'})
 *   // 'from a Google ad for ‘crm’'
 */
export function wayFirst(way: Way): string {
  const about = way.keyword ?? way.campaign;
  const what = about === null || about === '' ? '' : ` ${way.keyword ? 'for ' : ''}‘${about}’`;
  if (isAd(way)) return `from ${article(adName(way))} ad${what}`;
  switch (way.channel) {
    case 'Organic Search':
      return `from ${article(nameOf(way.source))} search${way.keyword ? ` for ‘${way.keyword}’` : ''}`;
    case 'Email':
      return `through an email${what}`;
    case 'Direct':
      return 'directly';
    case 'AI Assistant':
      return `from an answer of ${nameOf(way.source)}`;
    case 'Referral':
      return `from a link on ${way.source}`;
    default:
      return way.source.startsWith('(') ? `through ${way.channel}${what}` : `from ${nameOf(way.source)}${what}`;
  }
}

/** A later way, in short, as it follows on 'back twice': 'through email', 'from a Facebook ad'. */
export function wayBack(way: Way): string {
  if (way.channel === 'Email' && !isAd(way)) return 'through email';
  return wayFirst({ ...way, campaign: null, keyword: null });
}

/** The way by itself: 'Google ad', 'Google search', 'Email', 'Link on guide.example', 'Direct visit'. */
export function wayName(way: Way): string {
  if (isAd(way)) return `${adName(way)} ad`.replace(/^unnamed ad$/, 'Ad');
  switch (way.channel) {
    case 'Organic Search':
      return `${nameOf(way.source)} search`;
    case 'Email':
      return 'Email';
    case 'Direct':
      return 'Direct visit';
    case 'AI Assistant':
      return `Answer of ${nameOf(way.source)}`;
    case 'Referral':
      return `Link on ${way.source}`;
    default:
      return way.source.startsWith('(') ? way.channel : nameOf(way.source);
  }
}

function isAd({ platform, channel }: Way): boolean {
  return (platform ?? '') !== '' || channel.startsWith('Paid') || channel === 'Display';
}

function adName({ platform, source }: Way): string {
  return platformNames[platform ?? ''] ?? (source.startsWith('(') ? 'unnamed' : nameOf(source));
}

function article(name: string): string {
  return /^(?:[aeiou]|X$)/i.test(name) ? `an ${name}` : `a ${name}`;
}

function nameOf(source: string): string {
  return sourceNames[source.toLowerCase()] ?? source.charAt(0).toUpperCase() + source.slice(1);
}
