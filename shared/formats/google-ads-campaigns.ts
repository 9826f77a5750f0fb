// A Google Ads report with a row per campaign (or ad group, ad, keyword) and day, as the interface downloads it, as the
// API names it, or as a warehouse keeps it. A report without days is refused: its cost can't be spread over them.

import type { Format } from './format.ts';

const campaign = [
  'Campaign',
  'campaign.name',
  'campaign_name',
  'Kampagne',
  'Campaña',
  'Campagne',
  'Campanha',
  'Campagna',
];
const adGroup = [
  'Ad group',
  'ad_group.name',
  'ad_group_name',
  'Anzeigengruppe',
  'Grupo de anuncios',
  'Groupe d’annonces',
  "Groupe d'annonces",
  'Gruppo di annunci',
  'Advertentiegroep',
];
const keyword = [
  'Keyword',
  'Search keyword',
  'Keyword text',
  'ad_group_criterion.keyword.text',
  'ad_group_criterion_keyword_text',
  'Suchkeyword',
  'Palabra clave',
  'Palabra clave de la Red de Búsqueda',
  'Mot clé',
  'Palavra-chave',
  'Parola chiave',
  'Zoekwoord',
];
const cost = ['Cost', 'Kosten', 'Coste', 'Costo', 'Coût', 'Custo'];
const micros = ['metrics.cost_micros', 'metrics_cost_micros', 'cost_micros'];

export const googleAdsCampaigns = {
  id: 'google-ads-campaigns',
  label: 'Google Ads report (campaigns, ad groups, keywords by day)',
  vendor: 'Google Ads',
  version: 1,
  system: 'google-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Impr.', 'Cost'],
    some: {
      of: [...campaign, 'Campaign ID', 'Customer ID', 'Account', 'Currency code', 'Ad group', ...keyword],
      atLeast: 1,
    },
    or: [
      {
        all: ['metrics.cost_micros'],
        some: {
          of: ['campaign.id', 'campaign.name', 'segments.date', 'customer.id', 'metrics.impressions'],
          atLeast: 2,
        },
      },
      {
        all: ['metrics_cost_micros'],
        some: {
          of: ['campaign_id', 'campaign_name', 'segments_date', 'customer_id', 'metrics_impressions'],
          atLeast: 2,
        },
      },
      {
        all: ['cost_micros', 'impressions'],
        some: { of: ['customer_id', 'campaign_id', 'base_campaign', 'ad_network_type', 'campaign_name'], atLeast: 2 },
      },
      {
        all: ['Kosten', 'Impr.'],
        some: { of: ['Kampagne', 'Anzeigengruppe', 'Suchkeyword', 'Währungscode'], atLeast: 1 },
      },
      { all: ['Coste', 'Impr.'], some: { of: ['Campaña', 'Grupo de anuncios', 'Palabra clave'], atLeast: 1 } },
      { all: ['Costo', 'Impr.'], some: { of: ['Campaña', 'Campagna', 'Grupo de anuncios'], atLeast: 1 } },
      { all: ['Coût', 'Impr.'], some: { of: ['Campagne', 'Groupe d’annonces', 'Mot clé'], atLeast: 1 } },
      { all: ['Custo', 'Impr.'], some: { of: ['Campanha', 'Palavra-chave'], atLeast: 1 } },
      { all: ['Kosten', 'Vert.'], some: { of: ['Campagne', 'Advertentiegroep'], atLeast: 1 } },
    ],
    priority: 10,
  },
  totals: ['total:', 'total :', 'total\u00a0:', 'gesamt:', 'totale:', 'totaal:'],
  yields: [
    {
      record: 'spend',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'google-ads' },
        {
          field: 'account',
          from: ['Customer ID', 'customer.id', 'Kundennummer', 'Kunden-ID', 'ID de cliente', 'External customer ID'],
          as: 'id',
          strip: '-',
        },
        {
          field: 'day',
          from: [
            'Day',
            'segments.date',
            'segments_date',
            'Date',
            'Tag',
            'Datum',
            'Día',
            'Fecha',
            'Jour',
            'Dia',
            'Giorno',
            'Dag',
          ],
          as: 'day',
          required: true,
          remedy:
            'Download the report again with a row per day: above the table choose Segment > Time > Day (in the report editor: add the column Day), then Download.',
        },
        { field: 'campaign', from: campaign, as: 'text' },
        {
          field: 'campaign_id',
          from: ['Campaign ID', 'campaign.id', 'Kampagnen-ID', 'ID de campaña', 'ID de la campaña', 'ID campagna'],
          as: 'id',
        },
        // The warehouse's campaign table calls the campaign's id just `id`; its ad group table has an `id` of its own.
        { field: 'campaign_id', from: ['id'], as: 'id', given: ['base_campaign'] },
        { field: 'ad_group', from: adGroup, as: 'text' },
        { field: 'ad_group_id', from: ['Ad group ID', 'ad_group.id', 'Anzeigengruppen-ID'], as: 'id' },
        { field: 'ad_group_id', from: ['id'], as: 'id', given: ['base_ad_group'] },
        { field: 'ad', from: ['Ad name', 'ad_group_ad.ad.name', 'Ad'], as: 'text' },
        { field: 'ad_id', from: ['Ad ID', 'ad_group_ad.ad.id', 'ad_group_ad_ad_id', 'Anzeigen-ID'], as: 'id' },
        { field: 'keyword', from: keyword, as: 'keyword' },
        {
          field: 'keyword_id',
          from: ['Keyword ID', 'ad_group_criterion.criterion_id', 'ad_group_criterion_criterion_id', 'Criterion ID'],
          as: 'id',
        },
        {
          field: 'match_type',
          from: [
            'Match type',
            'Search keyword match type',
            'ad_group_criterion.keyword.match_type',
            'keyword_match_type',
            'Keyword-Option',
            'Tipo de concordancia',
          ],
          as: 'text',
        },
        // Every column that splits a campaign-day into several rows: without it two such rows would look like one.
        {
          field: 'segment',
          from: [
            'Device',
            'segments.device',
            'segments_device',
            'Gerät',
            'Dispositivo',
            'Appareil',
            'Network (with search partners)',
            'Network',
            'segments.ad_network_type',
            'segments_ad_network_type',
            'ad_network_type',
            'Werbenetzwerk (mit Suchnetzwerk-Partnern)',
            'Red (con partners de búsqueda)',
            'Hour of the day',
            'Hour',
            'segments.hour',
            'Click type',
            'segments.click_type',
            'Top vs. Other',
            'Country/Territory (User location)',
            'Country/Territory',
            'Search term',
            'Landing page',
            'Age',
            'Gender',
          ],
          as: 'text',
          join: ' / ',
        },
        {
          field: 'impressions',
          from: ['Impr.', 'Impressions', 'metrics.impressions', 'metrics_impressions', 'Vert.'],
          as: 'count',
        },
        {
          field: 'clicks',
          from: ['Clicks', 'metrics.clicks', 'metrics_clicks', 'Klicks', 'Clics', 'Cliques', 'Clic', 'Klikken'],
          as: 'count',
        },
        {
          field: 'currency',
          from: [
            'Currency code',
            'Currency',
            'customer.currency_code',
            'Währungscode',
            'Código de moneda',
            'Code devise',
          ],
          as: 'currency',
        },
        { field: 'cost', from: cost, as: 'money', required: true },
        { field: 'cost', from: micros, as: 'micros', required: true },
        {
          field: 'claimed_conversions',
          from: [
            'Conversions',
            'metrics.conversions',
            'metrics_conversions',
            'Conversiones',
            'Conversões',
            'Conversioni',
            'Conversies',
          ],
          as: 'number',
        },
        {
          field: 'claimed_value',
          from: [
            'Conv. value',
            'Conversion value',
            'metrics.conversions_value',
            'metrics_conversions_value',
            'conversions_value',
            'Conv.-Wert',
            'Valor de conv.',
          ],
          as: 'money',
        },
      ],
    },
  ],
  facts:
    'Reports downloaded in several languages; developers.google.com/google-ads/api/fields; github fivetran/dbt_google_ads',
} satisfies Format;
