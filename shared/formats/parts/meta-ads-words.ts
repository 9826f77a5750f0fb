// What Meta calls the columns of its ad reports in the interface's languages. The currency stands in the cost's header,
// `(*)` here; numbers keep a decimal point in every language until a spreadsheet saves the file anew.

export const day = ['Day', 'Tag', 'Jour', 'Día', 'Dia', 'Giorno', 'Dag', 'date'];

export const starts = [
  'Reporting starts',
  'date_start',
  'Berichtsstart',
  'Beginn des Berichts',
  'Début des rapports',
  'Début du rapport',
  'Inicio del informe',
  'Início dos relatórios',
  'Início do relatório',
  'Inizio dei report',
  'Inizio del report',
  'Start rapportage',
  'Begint op',
];
export const ends = [
  'Reporting ends',
  'date_stop',
  'Berichtsende',
  'Ende des Berichts',
  'Fin des rapports',
  'Fin du rapport',
  'Fin del informe',
  'Término dos relatórios',
  'Encerramento dos relatórios',
  'Término do relatório',
  'Fine dei report',
  'Fine del report',
  'Einde rapportage',
  'Eindigt op',
];

export const account = [
  'Account ID',
  'account_id',
  'Konto-ID',
  'Werbekonto-ID',
  'Identifiant du compte',
  'ID du compte',
  'Identificador de la cuenta',
  'ID de la cuenta',
  'Identificação da conta',
  'ID da conta',
  'ID account',
  "ID dell'account",
  'Account-ID',
];

export const campaign = [
  'Campaign name',
  'Kampagnenname',
  'Name der Kampagne',
  'Nom de la campagne',
  'Nombre de la campaña',
  'Nome da campanha',
  'Nome della campagna',
  'Campagnenaam',
  'Naam campagne',
];
export const campaignId = [
  'Campaign ID',
  'Kampagnen-ID',
  'ID der Kampagne',
  'Identifiant de la campagne',
  'Identifiant de campagne',
  'ID de la campagne',
  'Identificador de la campaña',
  'ID de la campaña',
  'Identificação da campanha',
  'ID da campanha',
  'ID della campagna',
  'ID campagna',
  'Campagne-ID',
];

export const adSet = [
  'Ad set name',
  'adset_name',
  'Anzeigengruppenname',
  'Name der Anzeigengruppe',
  "Nom de l'ensemble de publicités",
  'Nombre del conjunto de anuncios',
  'Nome do conjunto de anúncios',
  'Nome del gruppo di inserzioni',
  'Naam advertentieset',
  'Advertentiesetnaam',
];
export const adSetId = [
  'Ad set ID',
  'adset_id',
  'Anzeigengruppen-ID',
  'ID der Anzeigengruppe',
  "Identifiant de l'ensemble de publicités",
  "ID de l'ensemble de publicités",
  'Identificador del conjunto de anuncios',
  'ID del conjunto de anuncios',
  'Identificação do conjunto de anúncios',
  'ID do conjunto de anúncios',
  'ID del gruppo di inserzioni',
  'Advertentieset-ID',
];

export const ad = [
  'Ad name',
  'Anzeigenname',
  'Name der Anzeige',
  'Nom de la publicité',
  'Nombre del anuncio',
  'Nome do anúncio',
  "Nome dell'inserzione",
  'Naam advertentie',
  'Advertentienaam',
];
export const adId = [
  'Ad ID',
  'Anzeigen-ID',
  'ID der Anzeige',
  'Identifiant de la publicité',
  'ID de la publicité',
  'Identificador del anuncio',
  'ID del anuncio',
  'Identificação do anúncio',
  'ID do anúncio',
  "ID dell'inserzione",
  'Advertentie-ID',
];

const spent = [
  'Amount spent',
  'Ausgegebener Betrag',
  'Montant dépensé',
  'Importe gastado',
  'Valor gasto',
  'Valor usado',
  'Importo speso',
  'Besteed bedrag',
];
/** The headers that name their currency, then the bare ones. */
export const spentIn = spent.map(name => `${name} (*)`);
export const cost = [...spentIn, ...spent];

export const currency = ['Currency', 'account_currency', 'Währung', 'Devise', 'Divisa', 'Moneda', 'Moeda', 'Valuta'];

export const impressions = [
  'Impressions',
  'Impressionen',
  'Impresiones',
  'Impressões',
  'Impression',
  'Impressioni',
  'Vertoningen',
  'Weergaven',
];
/** Clicks on the link first: those bring a visit. */
export const linkClicks = [
  'Link clicks',
  'inline_link_clicks',
  'Link-Klicks',
  'Linkklicks',
  'Clics sur le lien',
  'Clics sur un lien',
  'Clics en el enlace',
  'Cliques no link',
  'Clic sul link',
  'Linkkliks',
  'Linkklikken',
  'Klikken op links',
];
export const allClicks = [
  'Clicks (all)',
  'clicks',
  'Klicks (alle)',
  'Clics (tous)',
  'Clics (todos)',
  'Cliques (todos)',
  'Clic (tutti)',
  'Klikken (alle)',
];

/** Columns that only a report of Meta's has beside the cost. */
export const marks = [
  ...starts,
  ...ends,
  ...adSet,
  ...adSetId,
  'Delivery',
  'Campaign delivery',
  'Ad set delivery',
  'Attribution setting',
  'Results',
  'Result indicator',
  'Result type',
  'Reach',
  'Ergebnisse',
  'Reichweite',
  'Résultats',
  'Portée',
  'Couverture',
  'Resultados',
  'Alcance',
  'Risultati',
  'Copertura',
  'Resultaten',
  'Bereik',
  ...linkClicks,
  ...allClicks.filter(name => name !== 'clicks'),
];

/** A column of one kind of event each; the mixed `Results` is none of them. */
export const conversions = [
  'Purchases',
  'Website purchases',
  'Leads',
  'Website leads',
  'On-Facebook leads',
  'Käufe',
  'Website-Käufe',
  'Achats',
  'Achats sur le site web',
  'Prospects',
  'Compras',
  'Compras en el sitio web',
  'Compras no site',
  'Clientes potenciales',
  'Acquisti',
  'Acquisti sul sito web',
  'Aankopen',
  'Websiteaankopen',
];
export const conversionValue = [
  'Purchases conversion value',
  'Purchase conversion value',
  'Website purchases conversion value',
  'Website purchase conversion value',
  'Conversion-Wert der Käufe',
  'Conversion-Wert von Käufen',
  'Valeur de conversion des achats',
  'Valor de conversión de compras',
  'Valor de conversão de compras',
  'Valore di conversione degli acquisti',
  'Conversiewaarde van aankopen',
];

/** Breakdowns beside the day. */
export const segments = [
  'Platform',
  'publisher_platform',
  'Placement',
  'platform_position',
  'Device platform',
  'Impression device',
  'Plattform',
  'Plateforme',
  'Plataforma',
  'Piattaforma',
  'Platzierung',
  'Emplacement',
  'Ubicación',
  'Posicionamento',
  'Posizionamento',
  'Plaatsing',
  'Age',
  'Gender',
  'Country',
  'Region',
  'Alter',
  'Geschlecht',
  'Âge',
  'Sexe',
  'Edad',
  'Sexo',
  'Idade',
  'Gênero',
  'Età',
  'Genere',
  'Leeftijd',
  'Geslacht',
];

export const dayRemedy =
  'Break the report down by day and export it again: in Ads Manager choose Breakdown > By time > Day, in the report builder add the breakdown Day, in the API ask for time_increment=1.';
