import { expect, test } from 'vitest';
import { fileKind, refuseNonText } from '../../../server/ingest/file-kind.ts';

const bytes = (text: string, encoding: BufferEncoding = 'latin1') => new Uint8Array(Buffer.from(text, encoding));

test('calls a workbook, an archive and a page by their names', () => {
  expect(fileKind(bytes('PK\u0003\u0004\u0014\0\u0006\0[Content_Types].xml'))?.name).toContain('.xlsx');
  expect(fileKind(bytes('PK\u0003\u0004\u0014\0\0\0Opportunity.csv'))?.name).toContain('ZIP');
  expect(fileKind(bytes('%PDF-1.7'))?.name).toContain('PDF');
  expect(fileKind(bytes('PAR1\u0015'))?.name).toContain('Parquet');
  expect(fileKind(bytes('\u00ef\u00bb\u00bf <!DOCTYPE html><title>Sign in'))?.name).toContain('HTML');
  expect(fileKind(bytes('<?xml version="1.0"?>'))?.name).toContain('XML');
});

test('calls arbitrary bytes binary', () => {
  const noise = Uint8Array.from({ length: 400 }, (_, i) => (i * 151 + 7) % 256);
  expect(fileKind(noise)?.name).toBe('a binary file');
});

test('passes text of every encoding that exports come in', () => {
  const text = 'Kampagne\tKosten\r\nGröße\t12,50\r\n';
  expect(fileKind(bytes(text, 'utf8'))).toBeNull();
  expect(fileKind(bytes(text, 'latin1'))).toBeNull();
  expect(fileKind(bytes(`\uFEFF${text}`, 'utf16le'))).toBeNull();
  expect(fileKind(bytes(text, 'utf16le'))).toBeNull();
  // The low byte of a dash is a control character by itself.
  expect(fileKind(bytes('Campaign – one\r\n', 'utf16le'))).toBeNull();
  expect(fileKind(bytes('{"event_timestamp":"1"}'))).toBeNull();
  expect(fileKind(new Uint8Array(0))).toBeNull();
});

test('the refusal names the file, what it is and what to do', () => {
  expect(() => refuseNonText(bytes('PK\u0003\u0004..xl/workbook.xml'), 'deals.csv')).toThrow(/deals\.csv is an Excel/);
});
