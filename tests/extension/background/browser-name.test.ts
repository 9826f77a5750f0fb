import { expect, test } from 'vitest';
import { browserName } from '../../../extension/background/browser-name.ts';

test('a pairing is listed by browser and system', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  expect(browserName(chrome)).toBe('Chrome on Linux');
  expect(browserName(`${chrome.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/150.0.0.0`)).toBe(
    'Edge on Windows',
  );
  expect(browserName('Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox on macOS',
  );
  expect(browserName('something')).toBe('Browser');
});
