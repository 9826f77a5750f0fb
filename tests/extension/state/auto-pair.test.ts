import { expect, test } from 'vitest';
import { AccessError } from '#shared/errors.ts';
import { autoPair, codeInAddress } from '../../../extension/state/auto-pair.ts';

test('the address gives code and port', () => {
  expect(codeInAddress('?code=012345&port=4599')).toEqual({ code: '012345', port: 4599 });
  expect(codeInAddress('?code=012345')).toEqual({ code: '012345', port: null });
  expect(codeInAddress('?code=012345&port=99999')).toEqual({ code: '012345', port: null });
});

test('what is no code of six digits is none', () => {
  for (const search of ['', '?port=4517', '?code=', '?code=12345', '?code=abcdef', '?code=1234567']) {
    expect(codeInAddress(search)).toBeNull();
  }
});

test('a code in the address is tried once, on its port or the usual one', async () => {
  const tried: unknown[] = [];
  const state = autoPair({ code: '012345', port: null }, 4517, async (...words) => void tried.push(words));
  expect(state.value).toBe('busy');
  await new Promise(resolve => setTimeout(resolve));
  expect([state.value, tried]).toEqual(['paired', [['012345', 4517]]]);
});

test('a wrong code is told in the companion’s words', async () => {
  const state = autoPair({ code: '012345', port: 1 }, 4517, async () => {
    throw new AccessError({ code: 'pair-wrong', what: 'That is not the code.' });
  });
  await new Promise(resolve => setTimeout(resolve));
  expect(state.value).toEqual({ code: 'pair-wrong', what: 'That is not the code.' });
});
