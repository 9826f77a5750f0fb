// Which url parameters speak of the source, by the field they fill, best first. Plain names (`keyword`, `creative`) are
// also sites' own parameters: they are read beside a named source or a click id, and say nothing alone.

export type ParameterField =
  | 'source'
  | 'medium'
  | 'campaign'
  | 'campaignId'
  | 'adGroup'
  | 'adGroupId'
  | 'ad'
  | 'adId'
  | 'keyword'
  | 'keywordId'
  | 'content'
  | 'term'
  | 'platform'
  | 'creativeFormat'
  | 'marketingTactic'
  | 'matchType'
  | 'network'
  | 'device'
  | 'placement'
  | 'hubspotNetwork'
  | 'hubspotSource';

/** Tagging parameters: any of them is a statement about the source. All lower case. */
export const taggedParameters: Readonly<Record<ParameterField, readonly string[]>> = {
  source: ['utm_source', 'mtm_source', 'mtm_src', 'pk_source', 'pk_src', 'matomo_source'],
  medium: ['utm_medium', 'mtm_medium', 'pk_medium', 'matomo_medium'],
  campaign: [
    'utm_campaign',
    'utm_campaign_name',
    'mtm_campaign',
    'mtm_cpn',
    'pk_campaign',
    'pk_cpn',
    'matomo_campaign',
    'piwik_campaign',
  ],
  campaignId: ['gad_campaignid', 'hsa_cam', 'utm_id', 'utm_campaign_id', 'utm_campaignid', 'mtm_cid', 'pk_cid'],
  adGroup: ['utm_adgroup', 'utm_ad_group', 'utm_adset', 'utm_adset_name', 'mtm_group', 'pk_group'],
  adGroupId: ['hsa_grp', 'utm_adgroup_id', 'utm_adgroupid', 'utm_adset_id', 'utm_adsetid'],
  ad: ['utm_ad', 'utm_ad_name', 'utm_adname'],
  adId: ['hsa_ad', 'utm_ad_id', 'utm_adid'],
  keyword: ['hsa_kw', 'utm_keyword'],
  keywordId: ['hsa_tgt'],
  content: ['utm_content', 'mtm_content', 'pk_content'],
  term: ['utm_term', 'mtm_kwd', 'mtm_keyword', 'pk_kwd', 'pk_keyword', 'matomo_kwd', 'piwik_kwd'],
  platform: ['utm_source_platform'],
  creativeFormat: ['utm_creative_format'],
  marketingTactic: ['utm_marketing_tactic'],
  matchType: ['hsa_mt', 'utm_matchtype'],
  network: ['utm_network'],
  device: ['utm_device'],
  placement: ['utm_placement', 'mtm_placement', 'pk_placement'],
  hubspotNetwork: ['hsa_net'],
  hubspotSource: ['hsa_src'],
};

/** ValueTrack-style plain names that advertisers put into tracking templates. */
export const plainParameters: Readonly<Partial<Record<ParameterField, readonly string[]>>> = {
  campaign: ['campaign_name', 'campaignname'],
  campaignId: ['campaignid', 'campaign_id'],
  adGroup: ['adgroup_name', 'adgroupname', 'adset_name', 'adsetname', 'adgroup', 'adset'],
  adGroupId: ['adgroupid', 'adgroup_id', 'adsetid', 'adset_id'],
  ad: ['ad_name', 'adname'],
  adId: ['adid', 'ad_id', 'creative', 'creativeid', 'creative_id'],
  keyword: ['keyword'],
  keywordId: ['targetid', 'target_id', 'keywordid', 'keyword_id'],
  matchType: ['matchtype'],
  network: ['network'],
  device: ['device'],
  placement: ['placement'],
};

/** Referral-programme parameters: read only where the value is a host name, and only in want of a referrer. */
export const referralParameters: readonly string[] = ['ref', 'via', 'referral'];
