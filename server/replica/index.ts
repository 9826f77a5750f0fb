// Which replica page answers to which host and path.

import type { Engine } from '../engine.ts';
import { readAdsData } from './ads/data.ts';
import { adsPage } from './ads/page.ts';
import { crmPage } from './crm/page.ts';
import { crmRecords, portal } from './crm/records.ts';
import type { HtmlReply } from './document.ts';
import { unknownPage } from './index-page.ts';
import { type PageQuery, readOptions } from './options.ts';

export { indexPage, notSamplePage } from './index-page.ts';

/** The page that stands for https://HOST/PATH; a plain page with status 404 where there is none. */
export async function replicaPage(
  engine: Pick<Engine, 'report'>,
  host: string,
  path: string,
  query: PageQuery,
): Promise<HtmlReply> {
  const options = readOptions(query);
  if (host === 'ads.google.com' && /^\/aw\/(campaigns|adgroups|keywords)$/.test(path))
    return adsPage(await readAdsData(engine, options));
  if (host === 'app.hubspot.com') {
    const record = new RegExp(`^/contacts/${portal}/record/(0-[123])/(\\d+)$`).exec(path);
    if (record && crmRecords().some(({ type, id }) => type === record[1] && id === record[2])) return crmPage(options);
    if (new RegExp(`^/contacts/${portal}/objects/0-[123]/views/all/list$`).test(path)) return crmPage(options);
  }
  return unknownPage(`https://${host}${path}`);
}
