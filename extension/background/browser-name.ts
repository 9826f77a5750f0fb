// What the companion lists this pairing as, for a person to tell one browser from another.

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** 'Chrome on Linux', from the browser's user agent; 'Browser' where it is unlike any known one. */
export function browserName(userAgent: string): string {
  const name = (of: typeof browsers) => of.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = name(systems);
  return `${name(browsers) ?? 'Browser'}${system ? ` on ${system}` : ''}`;
}
