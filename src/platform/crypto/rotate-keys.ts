import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SystemActor } from '../../kernel/index.js';
import { databaseError, UnitOfWork } from '../database/index.js';
import type { Tx } from '../database/index.js';
import { Vault } from './vault.js';

/** Clients' keys that one unit wraps anew. */
const BATCH = 500;

const OLDER_THAN = `SELECT client_id AS id FROM vault.client_keys
  WHERE practice_id = $1 AND practice_key_version < $2 AND wrapped IS NOT NULL ORDER BY client_id LIMIT $3`;
/** What is left of destroyed keys needs no practice key, but points at one. */
const MOVE_DESTROYED = `UPDATE vault.client_keys SET practice_key_version = $2
  WHERE practice_id = $1 AND practice_key_version < $2 AND wrapped IS NULL`;
const DROP_OLDER = 'DELETE FROM vault.practice_keys WHERE practice_id = $1 AND version < $2';

export interface RotatedPractice {
  readonly practiceId: string;
  /** Clients whose keys were wrapped anew. */
  readonly clients: number;
}

/**
 * Gives every practice a new key under the present RECORDS_KEY, wraps its clients' keys with it and deletes the ones before. What is
 * written in the records is not touched, and everybody goes on reading and writing meanwhile: each unit reads a client's
 * key together with the practice's key that wraps it. May be broken off and begun again.
 */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
  ) {}

  async *execute(): AsyncGenerator<RotatedPractice> {
    const practices = await this.dataSource.query<{ id: string }[]>('SELECT gate.all_practices() AS id');
    for (const { id: practiceId } of practices) {
      yield { practiceId, clients: await this.rotate({ kind: 'system', practiceId, name: 'keys' }) };
    }
  }

  private async rotate(actor: SystemActor): Promise<number> {
    const version = await this.unitOfWork.do(actor, (tx) => this.vault.renewPracticeKey(tx));
    let clients = 0;
    for (;;) {
      const moved = await this.unitOfWork.do(actor, (tx) => this.rewrapSome(tx, version));
      clients += moved;
      if (moved === 0 && (await this.dropOlder(actor, version))) break;
    }
    return clients;
  }

  private async rewrapSome(tx: Tx, version: number): Promise<number> {
    const older = await tx.sql<{ id: string }>(OLDER_THAN, [tx.practiceId, version, BATCH]);
    if (older.length > 0) {
      await this.vault.rewrap(
        tx,
        older.map(({ id }) => id),
        version,
      );
    }
    return older.length;
  }

  /** False where somebody was just making a client's key with an older one. */
  private async dropOlder(actor: SystemActor, version: number): Promise<boolean> {
    try {
      await this.unitOfWork.do(actor, async (tx) => {
        await tx.sql(MOVE_DESTROYED, [tx.practiceId, version]);
        await tx.sql(DROP_OLDER, [tx.practiceId, version]);
        tx.record({ action: 'keys.rotated', subjectIds: [tx.practiceId] });
      });
      return true;
    } catch (error) {
      if (databaseError(error)?.code === '23503') return false;
      throw error;
    }
  }
}
