import { Injectable } from '@nestjs/common';
import { MasterKeys } from './master-keys.js';
import { openBytes, sealBytes } from './sealing.js';

/** A secret as the database has it, and the name of the key it was sealed under. */
export interface SealedSecret {
  readonly masterId: string;
  readonly sealed: Buffer;
}

/**
 * Seals what an account keeps for itself. Accounts are of no practice and no client, so that there is no key of theirs: the
 * key outside the database seals their secrets itself. A few bytes each, they are sealed anew when that key is changed
 * (`ResealAccountSecrets`).
 */
@Injectable()
export class AccountSecrets {
  constructor(private readonly masterKeys: MasterKeys) {}

  seal(userId: string, secret: Uint8Array): SealedSecret {
    const { id: masterId, key } = this.masterKeys.present;
    return { masterId, sealed: sealBytes(key, placeOf(userId), secret) };
  }

  /** Throws `DoesNotOpen` for what was sealed for somebody else. */
  open(userId: string, { masterId, sealed }: SealedSecret): Buffer {
    const master = this.masterKeys.find(masterId);
    if (!master)
      throw new Error(`The account's secret is encrypted with the records key ${masterId}, which is not given.`);
    return openBytes(master.key, placeOf(userId), sealed);
  }
}

const placeOf = (userId: string): string => `account secret|${userId.toLowerCase()}`;
