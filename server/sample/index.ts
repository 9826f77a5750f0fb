// The sample company, Brackenmoor Kettles: invented, the same on every machine, written as the files that its tools would
// export, so that it enters by the importer like anybody's. Usual mistake: changing a number here moves a lesson there;
// tests/server/sample holds every figure below to the penny.
//
// | lesson | where to read it |
// | --- | --- |
// | Three campaigns of £200: 10,000 impressions and 1,000 clicks earned £400, 5,000 and 100 earned £1,000, 1,000 and 10 earned £2,000, under every model | `report --by campaign`: Kettles broad, Kettles phrase, Descaler exact |
// | Two ad groups of one campaign: Electric kettles, 600 clicks for £120, earned £150; Large kettles, 400 for £80, £250 | `report --by ad-group` |
// | One keyword earns what its ad group earns: kettle descaler, £140, earned £2,000; limescale remover, £60, nothing | `report --by keyword` |
// | One text in two ad groups is two keywords: commercial kettle, exact and phrase | `report --by ad-group --by keyword` |
// | Google ad for ‘commercial kettle’ → e-book → email two days later → brand search three weeks later → Facebook retargeting → meeting → opportunity → won, £12,000 | `journey amelia.hart@harrowgatehotels.example` |
// | Proposal-stage pipeline: £28,295 from Google Ads, £7,695 from Google's organic results | `report --goal pipeline --by stage --by source --by medium` |
// | Facebook: the most leads, the fewest opportunities of the paid platforms | `report --goal leads --by platform` |
// | A month with £100,000 won on £20,000 of ads: 5:1 | `report --from 2026-06-01 --to 2026-06-30`, the totals |
// | A campaign with cost and no revenue: ROI −100 % | `report --by campaign`: Spring awareness |
// | Sales cycles of one to six months | `paths` |
// | Refunds follow the credit of what was bought | `report --by month`: July, August |
// | Two currencies: deals and an ad account in euros, at the rate of the day | `report --by campaign`: Kettles Ireland |
// | An account with three contacts on one deal, £18,600 | `journey noor.rahman@larkspurparks.example` |
// | A buyer whom Google's ads claim says that she came by a podcast, £2,000 | `heard` |
// | Cost that no visit names, visits that no cost names, an unexpanded macro, a shared tablet, a deal without people | `doctor` |

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fxFile, spendFiles } from './campaigns.ts';
import { crowd } from './crowd.ts';
import { dealsFile, hubspotContactsFile, hubspotDealsFile } from './deals.ts';
import { oddities, proposals, theLongWay, threeCampaigns, threeContacts } from './lessons.ts';
import { seededRandom } from './random.ts';
import { Tracks } from './tracks.ts';

/** The sample's files, name → text; about 11,000 rows in all, the same text on every call. */
export function sampleFiles(): Record<string, string> {
  const tracks = new Tracks(seededRandom(1));
  // Each part has a seed of its own, so that a change to one leaves the others as they are.
  const orders = threeCampaigns(tracks);
  const longWay = theLongWay(tracks);
  const parks = threeContacts(tracks);
  const open = proposals(tracks);
  oddities(tracks);
  const rest = crowd(tracks, seededRandom(2));
  const { googleAds, keywords, spend } = spendFiles(seededRandom(3));
  return {
    'events.csv': tracks.csv(),
    'deals.csv': dealsFile([...orders, ...open, ...rest]),
    'hubspot-contacts.csv': hubspotContactsFile([...longWay.contacts, ...parks.contacts]),
    'hubspot-deals.csv': hubspotDealsFile([...longWay.deals, ...parks.deals]),
    'google-ads-campaigns.csv': googleAds,
    'google-ads-keywords.csv': keywords,
    'spend.csv': spend,
    'fx.csv': fxFile(seededRandom(4)),
  };
}

/** Writes the sample's files into a folder (made where missing) and returns their paths, in the order to import. */
export async function writeSample(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const files = Object.entries(sampleFiles());
  await Promise.all(files.map(([name, text]) => writeFile(join(dir, name), text)));
  return files.map(([name]) => join(dir, name));
}
