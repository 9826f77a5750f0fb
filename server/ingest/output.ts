// Bytes gathered into large writes to a file of ours. A disk that is full says so as the error a person can act on.

import { closeSync, openSync, writeSync } from 'node:fs';
import { diskFull } from './inspect.ts';

export class Output {
  private readonly descriptor: number;
  private readonly path: string;
  private readonly buffer = Buffer.allocUnsafe(1024 * 1024);
  private used = 0;
  private flushed = 0;

  constructor(path: string) {
    this.path = path;
    try {
      this.descriptor = openSync(path, 'w', 0o600);
    } catch (error) {
      throw diskFull(path, error);
    }
  }

  /** Bytes so far. */
  get written(): number {
    return this.flushed + this.used;
  }

  byte(value: number): void {
    if (this.used === this.buffer.length) this.flush();
    this.buffer[this.used++] = value;
  }

  bytes(from: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length > this.buffer.length - this.used) {
      this.flush();
      if (length > this.buffer.length) {
        this.write(from.subarray(start, end));
        return;
      }
    }
    // A call costs more than a short loop.
    if (length < 32) {
      const { buffer } = this;
      let at = this.used;
      for (let i = start; i < end; i++) buffer[at++] = from[i];
      this.used = at;
    } else this.used += from.copy(this.buffer, this.used, start, end);
  }

  text(value: string): void {
    const bytes = Buffer.from(value);
    this.bytes(bytes, 0, bytes.length);
  }

  flush(): void {
    if (this.used > 0) this.write(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private write(bytes: Buffer): void {
    this.flushed += bytes.length;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
    } catch (error) {
      throw diskFull(this.path, error);
    }
  }
}
