// Values of source fields made fit to store: no control characters, single spaces, a bounded length; and the test for
// ad-platform templates that were sent out unfilled.

/** Longest value kept, in UTF-16 units; what follows is cut. */
const maxTextLength = 500;

/** Trimmed, control characters and runs of white space as one space, cut at `maxTextLength`. Idempotent. */
export function cleanText(text: string): string {
  if (text.length > maxTextLength) {
    let cut = maxTextLength;
    const last = text.charCodeAt(cut - 1);
    if (last >= 0xd800 && last < 0xdc00) cut -= 1; // never half a character
    return cleanText(text.slice(0, cut));
  }
  if (!unclean.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

// What scripts and files write where they have nothing, and what Google Analytics fills in for untagged visits.
const nothing =
  /^(?:undefined|null|none|nan|n\/a|-+|\(not set\)|\(not provided\)|\(none\)|\(direct\)|\(organic\)|\(referral\)|\[object object\])$/i;

/** Whether a clean value stands for a missing one. */
export function isMissing(value: string): boolean {
  return value === '' || (value.length <= 20 && nothing.test(value));
}

// What cleanText has to change; most text is clean.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unclean = /^\s|\s$|\s\s|[^\S ]|[\u0000-\u001f\u007f-\u009f]/;

const braces = /\{\{?\s*\$?[a-z_][\w.:\- ]*\}/i; // {campaignid} {{ad.id}} ${name} {KeyWord:Shoes}
const underscores =
  /^__[A-Z][A-Z0-9_]*__$|__(?:CAMPAIGN|ADGROUP|AD|AID|CID|CREATIVE|PLACEMENT|CLICKID|CALLBACK)(?:_(?:ID|NAME|PARAM))?__/;
// Real names start with [brackets] too ("[UK] Brand"): only the platforms' own words are templates.
const brackets =
  /^\[(?:campaign|adgroup|ad group|ad_group|adset|ad set|ad_set|ad|creative|keyword|placement|site|source|medium|content|term|network|device|click)(?:[ _-]?(?:id|name))?\]$/i;
const percents = /%%\w+%%/; // %%CAMPAIGN%%

/**
 * Whether a value is, or holds, a template that the ad platform should have filled in.
 *
 * @example isUnexpanded('{{campaign.name}}') // true
 */
export function isUnexpanded(value: string): boolean {
  if (!/[{[]|__|%%/.test(value)) return false;
  return braces.test(value) || underscores.test(value) || brackets.test(value) || percents.test(value);
}
