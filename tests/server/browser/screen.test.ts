import { expect, test } from 'vitest';
import { whyNoScreen } from '../../../server/browser/screen.ts';

test.each([
  ['linux', { DISPLAY: ':0' }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
  ['linux', { DISPLAY: ':10.0', SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22' }],
  ['darwin', {}],
  ['win32', {}],
] as const)('%s with %o has a screen', (platform, env) => {
  expect(whyNoScreen(platform, env)).toBeUndefined();
});

test.each([
  ['linux', {}, 'DISPLAY'],
  ['linux', { DISPLAY: ':0', CI: 'true' }, 'CI'],
  ['darwin', { SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22' }, 'SSH_CONNECTION'],
] as const)('%s with %o has none, and %s is why', (platform, env, why) => {
  expect(whyNoScreen(platform, env)).toContain(why);
});
