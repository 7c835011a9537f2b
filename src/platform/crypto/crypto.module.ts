import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../config/index.js';
import type { Config } from '../config/index.js';
import { AccountSecrets } from './account-secrets.js';
import { MasterKeys } from './master-keys.js';
import { refuseWrongKey } from './refuse-wrong-key.js';
import { Vault } from './vault.js';

const MASTER_KEYS = {
  provide: MasterKeys,
  inject: [CONFIG, DataSource],
  useFactory: async (config: Config, source: DataSource): Promise<MasterKeys> => {
    const masterKeys = new MasterKeys(config);
    await refuseWrongKey(source, masterKeys);
    return masterKeys;
  },
};

/** Offers the vault, and the seal of accounts, to every module. Refuses to come up on another key than the database's. */
@Module({})
export class CryptoModule {
  static readonly forAll = {
    module: CryptoModule,
    global: true,
    providers: [MASTER_KEYS, Vault, AccountSecrets],
    exports: [MasterKeys, Vault, AccountSecrets],
  };
}
