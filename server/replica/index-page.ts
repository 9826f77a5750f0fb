// The page that lists the replica pages and says what to look for, and the plain pages shown where there is none.

import { campaigns } from '../sample/campaigns.ts';
import { escapeHtml, type HtmlReply, htmlReply } from './document.ts';
import { baseStyle } from './look.ts';

const ads = '/replica/ads.google.com/aw';
const crm = '/replica/app.hubspot.com/contacts/1042073/record';

const links: { title: string; pages: { href: string; label: string; look: string }[] }[] = [
  {
    title: 'An ad dashboard, in the shape of Google Ads',
    pages: [
      {
        href: `${ads}/campaigns`,
        label: 'Campaigns',
        look: 'Three campaigns cost £200.00 each and got 1,000, 100 and 10 clicks. Look at Revenue: £400, £1,000 and £2,000. By the platform’s own conversions the first one seems the best.',
      },
      {
        href: `${ads}/adgroups?campaignId=${campaigns.commercial.id}`,
        label: 'Ad groups of one campaign',
        look: 'What the company’s data knows of them: no visit names an ad group here, and the overlay says so.',
      },
      {
        href: `${ads}/keywords?campaignId=${campaigns.commercial.id}`,
        label: 'Its keywords',
        look: 'A page names keywords by text alone: their ad group and their words are all there is to know them by.',
      },
      {
        href: `${ads}/campaigns?rows=200&show=500`,
        label: 'A long table',
        look: 'Two hundred campaigns more, which the company knows nothing of. Scroll fast: no row may show another’s figures.',
      },
    ],
  },
  {
    title: 'CRM records, in the shape of HubSpot',
    pages: [
      {
        href: `${crm}/0-1/501`,
        label: 'Contact: Amelia Hart',
        look: 'A Google ad, an e-book, an email, a brand search, a Facebook ad, a meeting, £12,000.',
      },
      {
        href: `${crm}/0-3/9001`,
        label: 'Deal: Harrowgate Hotels',
        look: 'What each campaign earned of it, under the model that the popup shows.',
      },
      {
        href: `${crm}/0-3/9002`,
        label: 'Deal: Larkspur Holiday Parks',
        look: 'Three people, three ways, one deal of £18,600.',
      },
      {
        href: `${crm}/0-2/7002`,
        label: 'Company: Larkspur Holiday Parks',
        look: 'The same three people from the company’s side.',
      },
      {
        href: `${crm}/0-1/610`,
        label: 'Contact that the exports lack',
        look: 'Known by its email alone, and the panel says so.',
      },
      {
        href: `${crm}/0-3/9003`,
        label: 'Deal without people',
        look: 'Nobody wrote down who bought: there is no journey to show.',
      },
    ],
  },
];

const options = [
  ['rows=200', 'so many invented campaigns beside the company’s own'],
  ['show=50', 'rows a page'],
  ['recycle=replace | keep-content | redraw | detach', 'how row elements are used again while one scrolls'],
  ['rerender=1000', 'everything is built anew every so many milliseconds'],
  ['load=150', 'how long data seems to take, in milliseconds'],
  ['segment', 'lines of a segment under each row'],
  ['from=2026-02-01&to=2026-04-30', 'the date range'],
];

export function indexPage(): HtmlReply {
  const list = links
    .map(
      ({ title, pages }) =>
        `<h2>${title}</h2>\n<ul>${pages.map(({ href, label, look }) => `<li><a href="${escapeHtml(href)}">${label}</a><br>${look}</li>`).join('\n')}</ul>`,
    )
    .join('\n');
  const queries = options
    .map(([query, says]) => `<dt><code>${escapeHtml(query)}</code></dt><dd>${says}</dd>`)
    .join('\n');
  return plainPage(
    'Replica pages',
    `<p>Pages of our own on which to try the Throughline extension, fed by the sample company <strong>Brackenmoor Kettles</strong>. They are not Google’s or HubSpot’s; every name and figure is made up. With the extension loaded and paired, its columns stand beside Cost, and its panel beside a record.</p>
${list}
<h2>For tests and the curious</h2>
<p>What a page takes in its query:</p>
<dl>${queries}</dl>`,
  );
}

/** The workspace holds the user's own data by now. */
export function notSamplePage(): HtmlReply {
  return plainPage(
    'No replica pages here',
    `<p>Replica pages show the sample company only, and this workspace holds your own data. The overlay works on the real pages: open your ad dashboard or your CRM.</p>
<p>To see the sample again, serve an empty data folder: <code>npm start -- --data some-new-folder</code></p>`,
    404,
  );
}

export function unknownPage(path: string): HtmlReply {
  return plainPage(
    'No such replica page',
    `<p>There is no replica of <code>${escapeHtml(path.slice(0, 200))}</code>. <a href="/replica/">All replica pages</a></p>`,
    404,
  );
}

function plainPage(title: string, content: string, status?: number): HtmlReply {
  return htmlReply(
    {
      title: `${title} – Throughline`,
      style: `${baseStyle}
body { display: block; }
main { max-width: 44rem; margin: 6vh auto; padding: 0 1.5rem 4rem; font-size: 15.5px; line-height: 1.5; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2rem; font-size: 1.1rem; }
li { margin-bottom: .6rem; } dt { margin-top: .5rem; } dd { margin: 0 0 0 1.5rem; color: var(--muted); }
code { font-size: .92em; }`,
      body: `<main>\n<h1>${title}</h1>\n${content}\n</main>`,
    },
    status,
  );
}
