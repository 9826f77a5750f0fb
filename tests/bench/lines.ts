// Generated text to a file, a row at a time, through a buffer of about a megabyte: ten million rows need no memory.

import { closeSync, openSync, writeSync } from 'node:fs';

export class Lines {
  readonly #fd: number;
  #buffer: string;
  #written = 0;
  rows = 0;

  /** `head`: what stands above the rows, without its line feed; '' for nothing. */
  constructor(path: string, head: string) {
    this.#fd = openSync(path, 'w');
    this.#buffer = head === '' ? '' : `${head}\n`;
  }

  /** About how long the file is: letters outside of ASCII that aren't written yet count as one byte. */
  get bytes(): number {
    return this.#written + this.#buffer.length;
  }

  /** A row: one line, unless a cell holds line feeds. */
  add(line: string): void {
    this.#buffer += `${line}\n`;
    this.rows++;
    if (this.#buffer.length > 1 << 20) this.#flush();
  }

  close(foot = ''): void {
    this.#buffer += foot;
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    // A write may take fewer bytes than given (2 GB limit, full pipe): go on until all are out.
    let bytes = Buffer.from(this.#buffer);
    this.#written += bytes.length;
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.#fd, bytes));
    this.#buffer = '';
  }
}
