// What a visitor's browser leaves behind: sessions of page views with the url and referrer of each way in, forms, and
// the rows of events.csv. Everything that decides a touch's source lies in the url or the referrer, as on a real site.

import { type SearchedAd, searchedAds } from './ad-groups.ts';
import { type CampaignKey, campaigns } from './campaigns.ts';
import { type Random, seededRandom } from './random.ts';
import { type Cell, csv, isoSeconds } from './text.ts';

export const SITE = 'https://www.brackenmoor.example';

interface Track {
  readonly at: number;
  readonly visitor: string;
  readonly event: 'page' | 'form' | 'call' | 'chat' | 'booking' | 'identify' | 'offline' | 'order' | 'refund';
  readonly url?: string;
  readonly referrer?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly orderId?: string;
  /** Minor units. */
  readonly amount?: number;
  readonly currency?: string;
  readonly device?: string;
  readonly country?: string;
}

/** Ways to arrive: an ad campaign, or one of the unpaid (and a few odd) ones. */
export type Way =
  | CampaignKey
  | 'direct'
  | 'google'
  | 'bingSearch'
  | 'newsletter'
  | 'ebookEmail'
  | 'guide'
  | 'linkedinPost'
  | 'chatgpt'
  | 'affiliate'
  | 'podcast'
  | 'oldCampaign'
  | 'macro';

const landings = ['/kettles', '/kettles/commercial', '/descaler', '/guides/hard-water', '/pricing', '/'];
const inner = ['/kettles/20-litre', '/kettles/40-litre', '/case-studies', '/delivery', '/pricing', '/about'];

/** A click on an ad of the campaign, each keyword as often as its share says; none where it isn't a search campaign. */
function drawAd(way: Way, random: Random): SearchedAd | undefined {
  const ads = way in campaigns ? searchedAds(way as CampaignKey) : [];
  if (ads.length === 0) return undefined;
  let rest = random.next() * ads.reduce((sum, { weight }) => sum + weight, 0);
  return ads.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  })?.ad;
}

/** The url's query and the referrer of a way in. */
function arrival(way: Way, ad: SearchedAd | undefined, random: Random): { query: string; referrer: string } {
  const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-');
  switch (way) {
    case 'direct':
      return { query: '', referrer: '' };
    case 'google':
      return { query: '', referrer: 'https://www.google.com/' };
    case 'bingSearch':
      return { query: '', referrer: 'https://www.bing.com/' };
    case 'newsletter':
      return { query: 'utm_source=newsletter&utm_medium=email&utm_campaign=monthly-tips', referrer: '' };
    case 'ebookEmail':
      return { query: 'utm_source=newsletter&utm_medium=email&utm_campaign=ebook-follow-up', referrer: '' };
    case 'guide':
      return { query: '', referrer: 'https://hotelbuyersguide.example/kitchen' };
    case 'linkedinPost':
      return { query: '', referrer: 'https://www.linkedin.com/' };
    case 'chatgpt':
      return { query: '', referrer: 'https://chatgpt.com/' };
    case 'affiliate':
      return { query: 'utm_source=kitchenpartners&utm_medium=affiliate', referrer: '' };
    case 'podcast':
      return { query: 'utm_source=trade-podcast&utm_medium=audio&utm_campaign=episode-40', referrer: '' };
    // Nobody spends on this one any more: visits without cost.
    case 'oldCampaign':
      return { query: 'utm_source=google&utm_medium=cpc&utm_campaign=winter-sale-2025', referrer: '' };
    // A tracking template that nobody tested.
    case 'macro':
      return { query: 'utm_source=facebook&utm_medium=paid_social&utm_campaign={{campaign.name}}', referrer: '' };
  }
  const { platform, id, name } = campaigns[way];
  switch (platform) {
    case 'google-ads': {
      const tags = `utm_source=google&utm_medium=cpc&utm_campaign=${slug(name)}`;
      // utm_term={keyword}, and the ad group's id as CRMs tag it.
      const searched = ad ? `&utm_term=${ad.keyword.text.replaceAll(' ', '+')}&hsa_grp=${ad.group.id}` : '';
      return {
        query: `${tags}${searched}&gad_source=1&gad_campaignid=${id}&gclid=Cj0KCQ${random.token(44)}_wcB`,
        referrer: 'https://www.google.com/',
      };
    }
    case 'meta-ads': {
      const tags = `utm_source=facebook&utm_medium=paid_social&utm_campaign=${name.replaceAll(' ', '+')}`;
      return { query: `${tags}&utm_id=${id}&fbclid=IwAR${random.token(40)}`, referrer: 'https://l.facebook.com/' };
    }
    case 'linkedin-ads':
      // No id in the tags: joined to its cost by name.
      return { query: `utm_source=linkedin&utm_medium=paid_social&utm_campaign=${slug(name)}`, referrer: '' };
    case 'microsoft-ads': {
      const tags = `utm_source=bing&utm_medium=cpc&utm_campaign=${encodeURIComponent(name)}`;
      return { query: `${tags}&utm_id=${id}`, referrer: 'https://www.bing.com/' };
    }
  }
}

/** Collects tracks; every visitor id is new. */
export class Tracks {
  readonly #random: Random;
  /** Which ads are clicked: chance of its own, so that another ad group leaves the rest as it is. */
  readonly #clicks = seededRandom(5);
  readonly #rows: Track[] = [];
  #visitors = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  newVisitor(): string {
    this.#visitors++;
    return `v-${String(this.#visitors).padStart(5, '0')}-${this.#random.token(6)}`;
  }

  add(track: Track): void {
    this.#rows.push(track);
  }

  /**
   * A session of `pages` page views; only the first carries the way in, through the ad given or one drawn by chance.
   * Returns the instant of the last one.
   */
  session(
    visitor: string,
    at: number,
    way: Way,
    pages: number,
    first: { landing?: string; ad?: SearchedAd } = {},
  ): number {
    const landing = first.landing ?? this.#random.pick(landings);
    const { query, referrer } = arrival(way, first.ad ?? drawAd(way, this.#clicks), this.#random);
    const device = this.#random.chance(0.6) ? 'desktop' : 'mobile';
    const country = this.#random.chance(0.85) ? 'GB' : this.#random.pick(['IE', 'DE', 'FR']);
    let url = `${SITE}${landing}`;
    this.add({ at, visitor, event: 'page', url: query ? `${url}?${query}` : url, referrer, device, country });
    let last = at;
    for (let page = 1; page < pages; page++) {
      last += this.#random.int(20, 240) * 1000;
      const from = url;
      url = `${SITE}${this.#random.pick(inner)}`;
      this.add({ at: last, visitor, event: 'page', url, referrer: from, device, country });
    }
    return last;
  }

  csv(): string {
    const header = [
      'event_id',
      'visitor_id',
      'ts',
      'event',
      'url',
      'referrer',
      'source',
      'medium',
      'campaign',
      'email',
      'phone',
      'order_id',
      'amount',
      'currency',
      'device',
      'country',
    ];
    const rows = this.#rows.toSorted((a, b) => a.at - b.at || compareText(a.visitor, b.visitor));
    return csv(
      header,
      rows.map((track, i): Cell[] => [
        `e-${i + 1}`,
        track.visitor,
        isoSeconds(track.at),
        track.event,
        track.url,
        track.referrer,
        track.source,
        track.medium,
        track.campaign,
        track.email,
        track.phone,
        track.orderId,
        track.amount === undefined ? null : (track.amount / 100).toFixed(2),
        track.currency,
        track.device,
        track.country,
      ]),
    );
  }
}

/** By code units, the same on every machine whatever its locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
