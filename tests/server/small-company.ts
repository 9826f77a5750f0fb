// Three exports of a company small enough to reckon by hand. Ada came by the Google campaign Brand (£200.00 of cost) and
// signed for £1,000.00; Bob came by the Facebook campaign Spring (£100.00) and signed for £500.50; Cy never came at all
// and signed for £99.50. One row of each of two files can't be read.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = {
  'events.csv': `visitor_id,ts,event,url,source,medium,campaign,email
v1,2026-01-05T10:00:00Z,visit,https://acme.example/,google,cpc,Brand,
v1,2026-01-06T10:00:00Z,form,https://acme.example/thanks,,,,ada@north.example
v2,2026-01-07T10:00:00Z,visit,https://acme.example/,facebook,paid_social,Spring,
v2,2026-01-08T10:00:00Z,form,https://acme.example/thanks,,,,bob@south.example
v3,not a day,visit,https://acme.example/,google,cpc,Brand,
`,
  'deals.csv': `deal_id,name,email,created_at,won_at,amount,currency
d1,North,ada@north.example,2026-01-10T10:00:00Z,2026-02-01T10:00:00Z,1000.00,GBP
d2,South,bob@south.example,2026-01-11T10:00:00Z,2026-02-02T10:00:00Z,500.50,GBP
d3,West,cy@west.example,2026-01-12T10:00:00Z,2026-02-03T10:00:00Z,99.50,GBP
`,
  'spend.csv': `date,platform,campaign,impressions,clicks,cost,currency
2026-01-05,google-ads,Brand,1000,100,200.00,GBP
2026-01-07,meta-ads,Spring,500,50,100.00,GBP
2026-01-08,meta-ads,Spring,500,50,much,GBP
`,
} as const;

/** Writes the files into a folder, made where missing; their paths. */
export async function writeSmallCompany(folder: string): Promise<Record<keyof typeof files, string>> {
  await mkdir(folder, { recursive: true });
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    return writeFile(path, text).then(() => [name, path] as const);
  });
  return Object.fromEntries(await Promise.all(paths)) as Record<keyof typeof files, string>;
}
