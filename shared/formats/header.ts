// How two headers are compared: without regard to case, spaces of any kind, `_`, `-` and a byte-order mark. Dots and
// brackets stay, so 'Impr.' is not 'Impr' and 'metrics.clicks' is not 'metrics_clicks'.

/**
 * The form of a header (or JSON path) by which headers are compared.
 *
 * Cost O(n). Never throws; a header of nothing but spaces gives ''.
 *
 * @example headerKey('\uFEFFCampaign ID') === headerKey('campaign_id') // 'campaignid'
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s_\-\uFEFF\u200B]+/g, '')
    .toLowerCase();
}
