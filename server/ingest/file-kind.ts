// What a file is that is no text: said by its first bytes, so that a workbook under a `.csv` name is called a workbook
// instead of being parsed. Gzip and Zstandard are not listed: they are unpacked before anyone
// asks; ZIP, workbooks and Parquet are taken apart before (parts.ts), and only a broken one is still asked about.

import { DataError } from '#shared/errors.ts';

interface FileKind {
  readonly name: string;
  readonly remedy: string;
}

const saveAsCsv = 'Open it and save the sheet as CSV (UTF-8), then import that.';
const unpack = 'Unpack it and import the CSV or JSON files inside.';
const exportText = 'Export the data again as CSV or JSON.';

const magics: readonly { readonly bytes: readonly number[]; readonly kind: FileKind }[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: { name: 'an old Excel or Word file (.xls, .doc)', remedy: saveAsCsv } },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: { name: 'a PDF', remedy: exportText } },
  { bytes: [0x50, 0x41, 0x52, 0x31], kind: { name: 'a Parquet file', remedy: exportText } },
  { bytes: [0x42, 0x5a, 0x68], kind: { name: 'a bzip2 archive', remedy: unpack } },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], kind: { name: 'an xz archive', remedy: unpack } },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: { name: 'a 7-Zip archive', remedy: unpack } },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: { name: 'a RAR archive', remedy: unpack } },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: { name: 'a PNG picture', remedy: exportText } },
  { bytes: [0xff, 0xd8, 0xff], kind: { name: 'a JPEG picture', remedy: exportText } },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: { name: 'a GIF picture', remedy: exportText } },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], kind: { name: 'a SQLite database', remedy: exportText } },
];

const htmlRemedy =
  'A sign-in or error page is often saved in place of the export: download the file again while signed in.';

/**
 * Throws DataError (`file-binary`, `file-html`) where the first bytes of a file (a few kilobytes, after gunzip) are no
 * text that a table or JSON could begin with. UTF-16 counts as text. An empty file passes.
 */
export function refuseNonText(bytes: Uint8Array, file: string): void {
  const kind = fileKind(bytes);
  if (kind === null) return;
  throw new DataError({
    code: kind.name.includes('HTML') ? 'file-html' : 'file-binary',
    what: `${file} is ${kind.name}, not a table or JSON in text.`,
    where: file,
    found: kind.name,
    expected:
      'CSV (comma, semicolon or tab) or JSON, also as .gz, .zst or in a .zip; Parquet; an Excel workbook (.xlsx)',
    remedy: kind.remedy,
  });
}

/** What the bytes are, if no text; null for text. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const names = latin1(bytes.subarray(0, 4096));
    return /\[Content_Types\]\.xml|xl\/|_rels\//.test(names)
      ? { name: 'an Excel workbook (.xlsx)', remedy: saveAsCsv }
      : { name: 'a ZIP archive', remedy: unpack };
  }
  for (const { bytes: magic, kind } of magics) if (startsWith(bytes, magic)) return kind;
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return null;
  const text = latin1(bytes.subarray(0, 1024))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body|script)\b/.test(text)) return { name: 'an HTML page', remedy: htmlRemedy };
  if (text.startsWith('<?xml')) return { name: 'an XML file', remedy: exportText };
  const sample = bytes.subarray(0, 4096);
  const nuls = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  // UTF-16 without a mark: every other byte of Latin text is NUL. What else is in it may look like anything, byte by byte.
  if (nuls > sample.length / 5 && nuls < sample.length * 0.6) {
    const units = [0, 1].map(odd => utf16Units(sample, odd));
    return units.some(isText) ? null : binary;
  }
  // A NUL here and there is what a broken pipe leaves in a text.
  return isText(sample) && nuls <= sample.length / 50 ? null : binary;
}

const binary: FileKind = { name: 'a binary file', remedy: exportText };

/** Text has no control characters but tab, line breaks, form feed and the old mark of a file's end. */
function isText(units: Uint8Array | Uint16Array): boolean {
  let control = 0;
  for (const unit of units) {
    if (unit > 0 && unit < 32 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13 && unit !== 26) control++;
  }
  return control <= units.length / 50;
}

/** Pairs of bytes, the low one at the even place (`odd` 0, little end first) or at the odd one. */
function utf16Units(bytes: Uint8Array, odd: number): Uint16Array {
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes[2 * i + odd] | (bytes[2 * i + 1 - odd] << 8));
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
