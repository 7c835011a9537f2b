import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { glassBreaksPage, REASON } from './storage/glass-breaks.js';
import type { GlassBreak } from './storage/glass-breaks.js';

interface Explained {
  readonly row: GlassBreak;
  /** Null where the client's key has been destroyed. */
  readonly reason: string | null;
}

/** The list that shows the management who has read whose record, and why. */
@Injectable()
export class ReadGlassBreaks {
  constructor(private readonly vault: Vault) {}

  async execute(tx: Tx, query: Parameters<typeof glassBreaksPage>[1]): Promise<Explained[]> {
    const rows = await glassBreaksPage(tx, query);
    const keys = await this.vault.keysOf(tx, [...new Set(rows.map(({ clientId }) => clientId))]);
    tx.recordRead(
      'glass_break',
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ row, reason: keys.get(row.clientId)?.open(REASON(row.id), row.reason) ?? null }));
  }
}
