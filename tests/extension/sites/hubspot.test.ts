import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { hubspot } from '../../../extension/sites/hubspot.ts';

const page = (url: string) => hubspot.page(new URL(url));
const html = (body: string) => parseHTML(`<!doctype html><html><body>${body}</body></html>`).document;

test.each([
  ['record/0-1/501', 'contact', '501'],
  ['record/0-1/501/', 'contact', '501'],
  ['record/0-1/501/view/1', 'contact', '501'],
  ['record/0-2/7002?interaction=note', 'account', '7002'],
  ['record/0-3/9001#activities', 'deal', '9001'],
  ['contact/501', 'contact', '501'],
  ['company/7002/', 'account', '7002'],
  ['deal/9001/notes', 'deal', '9001'],
])('knows the record of /contacts/42/%s', (path, type, id) => {
  for (const host of ['app.hubspot.com', 'app-eu1.hubspot.com', 'app-na2.hubspot.com', 'app-ap1.hubspot.com']) {
    expect(page(`https://${host}/contacts/42/${path}`)).toEqual({
      kind: 'crm',
      system: 'hubspot',
      type,
      id,
      portal: '42',
    });
  }
});

test.each([
  'https://app.hubspot.com/contacts/42/objects/0-1/views/all/list',
  'https://app.hubspot.com/contacts/42/objects/0-3/views/all/board',
  'https://app.hubspot.com/contacts/42/record/0-5/12',
  'https://app.hubspot.com/contacts/42/record/0-11/12',
  'https://app.hubspot.com/contacts/42/record/2-123/12',
  'https://app.hubspot.com/contacts/42/record/0-1/',
  'https://app.hubspot.com/contacts/42/record/0-1/501x',
  'https://app.hubspot.com/contacts/42/contacts/list/view/all/',
  'https://app.hubspot.com/contacts/42/ticket/12',
  'https://app.hubspot.com/settings/42/objects/contact/501',
  'https://app.hubspot.com/home?next=/contacts/42/record/0-1/501',
  'https://www.hubspot.com/contacts/42/record/0-1/501',
  'https://app.hubspot.com.evil.example/contacts/42/record/0-1/501',
  'https://evil-app.hubspot.com/contacts/42/record/0-1/501',
])('knows no record at %s', url => {
  expect(page(url)).toBeNull();
});

test('an id longer than a double holds stays as it is written', () => {
  expect(page('https://app.hubspot.com/contacts/42/record/0-1/90071992547409931234')?.id).toBe('90071992547409931234');
});

test('the record’s name is the one of its own card, not of a preview beside it', () => {
  expect(
    hubspot.title(
      html(`<div data-selenium-test="sidebar-preview-panel"><h2 data-selenium-test="highlightTitle">Someone else</h2></div>
        <div data-test-id="left-sidebar"><h2 data-selenium-test="highlightTitle"> Amelia
          Hart </h2></div>`),
    ),
  ).toBe('Amelia Hart');
  expect(hubspot.title(html('<div data-test-id="record-highlight-main-content"><h1>North</h1></div>'))).toBe('North');
});

test('an empty or foreign page has no name and no email', () => {
  expect([hubspot.title(html('')), hubspot.emails(html(''))]).toEqual([null, []]);
  expect(hubspot.title(html('<h2 data-selenium-test="highlightTitle"></h2>'))).toBeNull();
});

test('the email property comes before the card’s link; each address once, in lower case', () => {
  expect(
    hubspot.emails(
      html(`<div data-card-type="OBJECT_HIGHLIGHT"><a href="mailto:second@north.example?subject=Hi">mail</a>
          <a href="mailto:ada%40north.example">mail</a></div>
        <input data-selenium-test="property-input-email" value="Ada@North.example">`),
    ),
  ).toEqual(['ada@north.example', 'second@north.example']);
});

test('the email property is read where its input lies inside, and where it is only text', () => {
  expect(
    hubspot.emails(html('<div data-selenium-test="property-input-email"><input value="ada@north.example"></div>')),
  ).toEqual(['ada@north.example']);
  expect(hubspot.emails(html('<span data-selenium-test="property-input-email">ada@north.example</span>'))).toEqual([
    'ada@north.example',
  ]);
});

test('emails of associated people, previews and dialogs are never the record’s', () => {
  const link = '<a data-test-id="contact-chicklet-email" href="mailto:bob@north.example">bob</a>';
  const field = '<input data-selenium-test="property-input-email" value="bob@north.example">';
  expect(
    hubspot.emails(
      html(`<div data-test-id="records-right-sidebar">${link}${field}</div>
        <div data-selenium-test="sidebar-preview-panel">${field}</div>
        <div role="dialog">${field}</div>
        <div data-card-type="OBJECT_HIGHLIGHT">${link}</div>
        <div data-test-id="middle-pane"><a href="mailto:eve@north.example">eve</a></div>`),
    ),
  ).toEqual([]);
});

test('what is no address is not read as one', () => {
  expect(
    hubspot.emails(html('<input data-selenium-test="property-input-email" value="--"><a href="mailto:%">x</a>')),
  ).toEqual([]);
});
