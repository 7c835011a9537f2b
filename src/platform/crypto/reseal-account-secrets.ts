import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountSecrets } from './account-secrets.js';
import type { SealedSecret } from './account-secrets.js';
import { MasterKeys } from './master-keys.js';

/** Secrets that are read at once. */
const BATCH = 500;

const UNDER_OTHERS = `SELECT user_id AS "userId", master_id AS "masterId", sealed
  FROM gate.account_secrets_under_others($1, $2)`;
const RESEAL = 'SELECT gate.reseal_account_secret($1, $2, $3, $4)';

/** Seals the secrets of accounts under the present RECORDS_KEY. May be broken off and begun again. */
@Injectable()
export class ResealAccountSecrets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly masterKeys: MasterKeys,
    private readonly secrets: AccountSecrets,
  ) {}

  /** Returns how many. */
  async execute(): Promise<number> {
    for (let resealed = 0; ;) {
      const others = await this.dataSource.query<(SealedSecret & { userId: string })[]>(UNDER_OTHERS, [
        this.masterKeys.present.id,
        BATCH,
      ]);
      if (others.length === 0) return resealed;
      for (const { userId, ...before } of others) {
        const { masterId, sealed } = this.secrets.seal(userId, this.secrets.open(userId, before));
        await this.dataSource.query(RESEAL, [userId, before.sealed, masterId, sealed]);
      }
      resealed += others.length;
    }
  }
}
