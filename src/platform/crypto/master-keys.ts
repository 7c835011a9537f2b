import { hkdfSync } from 'node:crypto';

/** A key that encrypts practices' keys. It comes from outside the database. */
export interface MasterKey {
  /** Says which key it is, and nothing about it. */
  readonly id: string;
  readonly key: Buffer;
}

/** The key to encrypt with, and while keys are rotated the one before, to decrypt with. */
export class MasterKeys {
  readonly present: MasterKey;
  private readonly all: readonly MasterKey[];

  constructor({ recordsKey, recordsKeyBefore }: { recordsKey: string; recordsKeyBefore: string | undefined }) {
    this.present = masterKeyOf(recordsKey);
    this.all = [this.present, ...(recordsKeyBefore === undefined ? [] : [masterKeyOf(recordsKeyBefore)])];
  }

  /** Undefined where this process was not given that key. */
  find(id: string): MasterKey | undefined {
    return this.all.find((known) => known.id === id);
  }
}

function masterKeyOf(secret: string): MasterKey {
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'unknot records key', use, bytes));
  return { id: derive('name', 8).toString('hex'), key: derive('encryption', 32) };
}
