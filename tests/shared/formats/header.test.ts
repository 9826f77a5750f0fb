import { expect, test } from 'vitest';
import { headerCurrency, headerKey, headerKeys } from '#shared/formats/header.ts';

test('takes two spellings of one header for the same', () => {
  for (const header of ['Campaign ID', 'campaign_id', 'CAMPAIGN-ID', '\uFEFFCampaign\u00A0ID', ' campaign\u202Fid ']) {
    expect(headerKey(header)).toBe('campaignid');
  }
});

test('keeps dots and brackets, which tell headers apart', () => {
  expect(headerKey('Impr.')).not.toBe(headerKey('Impr'));
  expect(headerKey('Account.Name')).not.toBe(headerKey('Account Name'));
  expect(headerKey('Amount spent (EUR)')).not.toBe(headerKey('Amount spent (USD)'));
});

test('takes composed and decomposed accents for the same', () => {
  expect(headerKey('Campan\u0303a')).toBe(headerKey('Campaña'));
});

test('a currency in brackets is found whatever it is, a time zone is none', () => {
  expect(headerKeys('Amount spent (EUR)')).toEqual(['amountspent(eur)', 'amountspent(*)']);
  expect(headerKeys('Start Date (in UTC)')).toEqual(['startdate(inutc)']);
  expect(headerKeys('Spend (UTC)')).toEqual(['spend(utc)']);
  expect(headerCurrency('Ausgegebener Betrag (chf) ')).toBe('CHF');
  expect(headerCurrency('Cost')).toBeNull();
});

test('the two forms of an apostrophe are one', () => {
  expect(headerKey('Nom de l’ensemble')).toBe(headerKey("Nom de l'ensemble"));
});
