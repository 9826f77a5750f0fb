// The dimensions a report can be grouped by, in the order that people see them. `of` says what carries the value:
// a touch's source, a touch's context, the conversion, or the calendar (the day of the touch or of the conversion).

export interface Dimension {
  readonly id: string;
  readonly label: string;
  readonly of: 'source' | 'context' | 'conversion' | 'calendar';
  /** Ad-platform entities: a row is one entity of one platform and carries `platform` and the id field named here. */
  readonly entity?: { readonly level: 1 | 2 | 3; readonly idField: 'campaignId' | 'adGroupId' | 'adId' | 'keywordId' };
}

export const dimensions = [
  { id: 'channel', label: 'Channel', of: 'source' },
  { id: 'source', label: 'Source', of: 'source' },
  { id: 'medium', label: 'Medium', of: 'source' },
  { id: 'campaign', label: 'Campaign', of: 'source', entity: { level: 1, idField: 'campaignId' } },
  { id: 'ad-group', label: 'Ad group', of: 'source', entity: { level: 2, idField: 'adGroupId' } },
  { id: 'ad', label: 'Ad', of: 'source', entity: { level: 3, idField: 'adId' } },
  { id: 'keyword', label: 'Keyword', of: 'source', entity: { level: 3, idField: 'keywordId' } },
  { id: 'content', label: 'Content', of: 'source' },
  { id: 'landing-page', label: 'Landing page', of: 'context' },
  { id: 'platform', label: 'Platform', of: 'source' },
  { id: 'device', label: 'Device', of: 'context' },
  { id: 'country', label: 'Country', of: 'context' },
  { id: 'owner', label: 'Owner', of: 'conversion' },
  { id: 'pipeline', label: 'Pipeline', of: 'conversion' },
  { id: 'stage', label: 'Stage', of: 'conversion' },
  { id: 'industry', label: 'Industry', of: 'conversion' },
  { id: 'account', label: 'Account', of: 'conversion' },
  { id: 'self-reported', label: 'Self-reported source', of: 'conversion' },
  { id: 'day', label: 'Day', of: 'calendar' },
  { id: 'week', label: 'Week', of: 'calendar' },
  { id: 'month', label: 'Month', of: 'calendar' },
] as const satisfies readonly Dimension[];

export type DimensionId = (typeof dimensions)[number]['id'];

const contextDimensions: ReadonlySet<string> = new Set(dimensions.filter(d => d.of === 'context').map(d => d.id));

/** True for the dimensions that need visits split by context. */
export const isOfContext = (id: string): boolean => contextDimensions.has(id);

/** True for the dimensions whose values follow each other in time. */
export const isCalendar = (id: string): boolean => dimensions.find(d => d.id === id)?.of === 'calendar';

/**
 * The field of a row that holds a dimension's value: the dimension's id, but `pipeline-name` for the pipeline, whose id is
 * that of a figure (the money in open deals).
 */
export function fieldOf(id: string): string {
  return id === 'pipeline' ? 'pipeline-name' : id;
}
