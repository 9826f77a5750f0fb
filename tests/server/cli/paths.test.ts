import { expect, test } from 'vitest';
import { pathText } from '../../../server/cli/paths.ts';

test('a campaign whose name holds a > is one step, and no two paths read alike', () => {
  expect(pathText(['Email', 'Spring Sale'])).toBe('Email > Spring Sale');
  expect(pathText(['a', 'b'])).toBe('a > b');
  expect(pathText(['a > b'])).toBe('"a > b"');
  expect(pathText(['"a', 'b"'])).toBe('"""a" > b"');
  expect(pathText([])).toBe('');
});
