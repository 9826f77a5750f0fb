// What Google Ads calls the columns of its reports: in the interface's languages, and as its API and warehouses name them.
// A language's word is only ever added: two languages may share one (Campagne is French and Dutch).

export const campaign = [
  'Campaign',
  'Campaign name',
  'campaign.name',
  'Kampagne',
  'Campaña',
  'Campagne',
  'Campanha',
  'Campagna',
];
export const campaignId = [
  'Campaign ID',
  'campaign.id',
  'Kampagnen-ID',
  'ID de campaña',
  'ID de la campaña',
  'ID de campagne',
  'ID de la campagne',
  'ID da campanha',
  'ID de campanha',
  'ID campagna',
  'ID della campagna',
  'Campagne-ID',
];
/** Resource names (customers/1/campaigns/2), for want of an id. */
export const campaignResource = ['campaign.resource_name', 'campaign_base_campaign', 'base_campaign'];

export const adGroup = [
  'Ad group',
  'Ad group name',
  'ad_group.name',
  'Anzeigengruppe',
  'Grupo de anuncios',
  "Groupe d'annonces",
  'Grupo de anúncios',
  'Gruppo di annunci',
  'Advertentiegroep',
];
export const adGroupId = [
  'Ad group ID',
  'ad_group.id',
  'Anzeigengruppen-ID',
  'ID de grupo de anuncios',
  'ID del grupo de anuncios',
  "ID du groupe d'annonces",
  "ID de groupe d'annonces",
  'ID do grupo de anúncios',
  'ID gruppo di annunci',
  'ID del gruppo di annunci',
  'Advertentiegroep-ID',
];
export const adGroupResource = ['ad_group.resource_name', 'ad_group_base_ad_group', 'base_ad_group'];

export const ad = [
  'Ad name',
  'ad_group_ad.ad.name',
  'ad_group_ad_ad_name',
  'Ad',
  'Anzeigenname',
  'Nombre del anuncio',
  "Nom de l'annonce",
  'Nome do anúncio',
  "Nome dell'annuncio",
  'Nome annuncio',
  'Advertentienaam',
];
/** Most ads have no name: their headlines are what people know them by. */
export const headlines = [
  ...['Headline 1', 'Headline 2', 'Headline 3'],
  ...['Anzeigentitel 1', 'Anzeigentitel 2', 'Anzeigentitel 3'],
  ...['Título 1', 'Título 2', 'Título 3'],
  ...['Titre 1', 'Titre 2', 'Titre 3'],
  ...['Titolo 1', 'Titolo 2', 'Titolo 3'],
  ...['Kop 1', 'Kop 2', 'Kop 3'],
];
export const adId = [
  'Ad ID',
  'ad_group_ad.ad.id',
  'ad_group_ad_ad_id',
  'ad_id',
  'Anzeigen-ID',
  'ID del anuncio',
  'ID de anuncio',
  "ID de l'annonce",
  'ID do anúncio',
  "ID dell'annuncio",
  'ID annuncio',
  'Advertentie-ID',
];

export const keyword = [
  'Keyword',
  'Search keyword',
  'Keyword text',
  'ad_group_criterion.keyword.text',
  'ad_group_criterion_keyword_text',
  'segments.keyword.info.text',
  'segments_keyword_info_text',
  'Suchkeyword',
  'Suchnetzwerk-Keyword',
  'Palabra clave',
  'Palabra clave de la Red de Búsqueda',
  'Palabra clave de búsqueda',
  'Mot clé',
  'Mot-clé',
  'Mot clé du Réseau de Recherche',
  'Mot clé pour le Réseau de Recherche',
  'Palavra-chave',
  'Palavra-chave da rede de pesquisa',
  'Palavra-chave de pesquisa',
  'Parola chiave',
  'Parola chiave della rete di ricerca',
  'Parola chiave per la rete di ricerca',
  'Zoekwoord',
  'Zoekwoord voor zoeken',
];
export const keywordId = [
  'Keyword ID',
  'ad_group_criterion.criterion_id',
  'ad_group_criterion_criterion_id',
  'Criterion ID',
  'ID de palabra clave',
  'ID du mot clé',
  'ID da palavra-chave',
  'ID parola chiave',
  'Zoekwoord-ID',
];
export const matchType = [
  'Match type',
  'Search keyword match type',
  'Keyword match type',
  'ad_group_criterion.keyword.match_type',
  'ad_group_criterion_keyword_match_type',
  'segments.keyword.info.match_type',
  'Keyword-Option',
  'Übereinstimmungstyp',
  'Tipo de concordancia',
  'Type de correspondance',
  'Tipo de correspondência',
  'Tipo di corrispondenza',
  'Zoektype',
];

export const day = [
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
  'Data',
  'Giorno',
  'Dag',
];
export const account = [
  'Customer ID',
  'customer.id',
  'External customer ID',
  'Kundennummer',
  'Kunden-ID',
  'ID de cliente',
  'ID del cliente',
  'Numéro client',
  'ID client',
  'ID do cliente',
  'ID cliente',
  'Klant-ID',
];
export const currency = [
  'Currency code',
  'Currency',
  'customer.currency_code',
  'customer_currency_code',
  'Währungscode',
  'Währung',
  'Código de moneda',
  'Moneda',
  'Code devise',
  'Code de devise',
  'Code de la devise',
  'Devise',
  'Código da moeda',
  'Moeda',
  'Codice valuta',
  'Codice della valuta',
  'Valutacode',
];

export const impressions = ['Impr.', 'Vert.', 'Impressions', 'metrics.impressions', 'metrics_impressions'];
export const clicks = ['Clicks', 'metrics.clicks', 'metrics_clicks', 'Klicks', 'Clics', 'Cliques', 'Clic', 'Klikken'];
export const cost = ['Cost', 'Kosten', 'Coste', 'Costo', 'Coût', 'Custo'];
export const micros = ['metrics.cost_micros', 'metrics_cost_micros', 'cost_micros'];
export const conversions = [
  'Conversions',
  'metrics.conversions',
  'metrics_conversions',
  'Conversiones',
  'Conversões',
  'Conversioni',
  'Conversies',
];
export const conversionValue = [
  'Conv. value',
  'Conversion value',
  'metrics.conversions_value',
  'metrics_conversions_value',
  'conversions_value',
  'Conv.-Wert',
  'Conversion-Wert',
  'Valor de conv.',
  'Valor de conversión',
  'Valeur de conv.',
  'Val. conv.',
  'Valor da conv.',
  'Valor de conversão',
  'Valore conv.',
  'Valore di conv.',
  'Conv.waarde',
  'Conv. waarde',
  'Conversiewaarde',
];

/** Every column that splits a campaign-day into several rows: without it two such rows would look like one. */
export const segments = [
  'Device',
  'segments.device',
  'segments_device',
  'Gerät',
  'Dispositivo',
  'Appareil',
  'Apparaat',
  'Network (with search partners)',
  'Network',
  'segments.ad_network_type',
  'segments_ad_network_type',
  'ad_network_type',
  'Werbenetzwerk (mit Suchnetzwerk-Partnern)',
  'Werbenetzwerk',
  'Red (con partners de búsqueda)',
  'Red',
  'Réseau (avec les partenaires du Réseau de Recherche)',
  'Réseau',
  'Rede (com parceiros de pesquisa)',
  'Rede',
  'Rete (con partner di ricerca)',
  'Rete',
  'Netwerk (met zoekpartners)',
  'Netwerk',
  'Hour of the day',
  'Hour',
  'segments.hour',
  'Click type',
  'segments.click_type',
  'segments.conversion_action_name',
  'Conversion action',
  'Top vs. Other',
  'Country/Territory (User location)',
  'Country/Territory',
  'Search term',
  'search_term_view.search_term',
  'Landing page',
  'Asset group',
  'Age',
  'Gender',
];

export const dayRemedy =
  'Download the report again with a row per day: above the table choose Segment > Time > Day (in the report editor: add the column Day), then Download. In a query add segments.date.';

/** Said with every report: the days are not ours to shift. */
export const dayNote = "Days are days in the ad account's own time zone.";

/** A name of the API as its JSON has it: `ad_group.id` → `adGroup.id`. */
export function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
