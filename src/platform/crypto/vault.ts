import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Forbidden } from '../../kernel/index.js';
import type { Tx } from '../database/index.js';
import { ClientKey } from './client-key.js';
import { MasterKeys } from './master-keys.js';
import { openBytes, sealBytes } from './sealing.js';

/** The client's key has been destroyed: nothing of the record can be read any more, and nothing may be added to it. */
export class RecordErased extends Forbidden {
  constructor() {
    super('This record has been erased.');
  }
}

/** A client's key, and the practice's key that wraps it, each as the database has it. */
interface WrappedKey {
  readonly clientId: string;
  /** Null once it has been destroyed. */
  readonly wrapped: Buffer | null;
  readonly version: number;
  readonly masterId: string;
  readonly wrappedPractice: Buffer;
}

interface PracticeKey {
  readonly version: number;
  readonly masterId: string;
  readonly wrapped: Buffer;
}

/** Keys that a unit has read, by client. None is kept for a client who has none: another unit may make it at any time. */
interface ReadKeys {
  /** The unit's time when it began to read them: another one once it has waited for a lock. */
  readonly at: Date;
  readonly keys: Map<string, WrappedKey>;
}

const SELECT_KEYS = `SELECT c.client_id AS "clientId", c.wrapped, p.version, p.master_id AS "masterId", p.wrapped AS "wrappedPractice"
  FROM vault.client_keys c JOIN vault.practice_keys p ON p.practice_id = c.practice_id AND p.version = c.practice_key_version
  WHERE c.practice_id = $1 AND c.client_id = ANY($2)`;
/** Shared against a rotation, which deletes what nobody points at. */
const SELECT_PRACTICE_KEY = `SELECT version, master_id AS "masterId", wrapped FROM vault.practice_keys
  WHERE practice_id = $1 ORDER BY version DESC LIMIT 1 FOR KEY SHARE`;
const INSERT_PRACTICE_KEY = `INSERT INTO vault.practice_keys (practice_id, version, master_id, wrapped, created_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;
const INSERT_CLIENT_KEY = `INSERT INTO vault.client_keys (practice_id, client_id, practice_key_version, wrapped, created_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;
const DESTROY_KEY = `UPDATE vault.client_keys SET wrapped = NULL, destroyed_at = $3
  WHERE practice_id = $1 AND client_id = $2 AND wrapped IS NOT NULL`;
const REWRAP = `UPDATE vault.client_keys SET wrapped = n.wrapped, practice_key_version = $2
  FROM unnest($3::uuid[], $4::bytea[]) AS n(client_id, wrapped)
  WHERE client_keys.practice_id = $1 AND client_keys.client_id = n.client_id AND client_keys.wrapped IS NOT NULL
    AND client_keys.practice_key_version < $2`;

/**
 * The keys of clients' records. A key from outside the database encrypts each practice's key, that one its clients' keys, and
 * those what stands in the records. What is unwrapped is remembered by its wrapped bytes, so that a key that was destroyed or
 * rotated is never used by mistake: every unit reads the wrapped ones again.
 *
 * To read, a unit takes them from the database once. Where one is destroyed meanwhile, the unit reads on as if it had come
 * first; a rotation leaves the key itself as it is. What it read before it waited for a lock it reads anew, and to write, always.
 */
@Injectable()
export class Vault {
  private readonly unwrapped = new LRUCache<string, Buffer>({ max: 20_000 });
  private readonly read = new WeakMap<Tx, ReadKeys>();

  constructor(private readonly masterKeys: MasterKeys) {}

  /** To write: makes the key where the client has none yet. Throws `RecordErased`. The client must be of the practice. */
  async keyOf(tx: Tx, clientId: string): Promise<ClientKey> {
    const [known] = await this.select(tx, [clientId]);
    const key = known ?? (await this.make(tx, clientId));
    if (key.wrapped === null) throw new RecordErased();
    return this.clientKey(tx, key);
  }

  /**
   * To read: one statement at most, whatever the number. Clients whose key was destroyed, or who have none, are left out.
   * Whoever asks beside rows that it opens asks after them: another unit may make a key and seal with it in between.
   */
  async keysOf(tx: Tx, clientIds: readonly string[]): Promise<ReadonlyMap<string, ClientKey>> {
    const ids = clientIds.map((id) => id.toLowerCase());
    const known = this.readIn(tx);
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) for (const key of await this.select(tx, unknown)) known.set(key.clientId, key);
    const keys = ids.flatMap((id) => known.get(id) ?? []).filter(({ wrapped }) => wrapped !== null);
    return new Map(keys.map((key) => [key.clientId, this.clientKey(tx, key)]));
  }

  /** Nothing sealed with it opens ever again. False where there is no key, or none any more. Only the worker may. */
  async destroyKey(tx: Tx, clientId: string): Promise<boolean> {
    const [known] = await this.select(tx, [clientId]);
    this.read.delete(tx);
    tx.write(DESTROY_KEY, [tx.practiceId, clientId, tx.now]);
    return known !== undefined && known.wrapped !== null;
  }

  /** A new practice key under the present master key. Clients' keys follow by `rewrap`. Returns its version. */
  async renewPracticeKey(tx: Tx): Promise<number> {
    const [last] = await tx.sql<PracticeKey>(SELECT_PRACTICE_KEY, [tx.practiceId]);
    const version = (last?.version ?? 0) + 1;
    this.insertPracticeKey(tx, version);
    return version;
  }

  /** Wraps these clients' keys anew with that practice key; what they have sealed stays as it is. */
  async rewrap(tx: Tx, clientIds: readonly string[], version: number): Promise<void> {
    const [practiceKey] = await tx.sql<PracticeKey>(
      `SELECT version, master_id AS "masterId", wrapped FROM vault.practice_keys WHERE practice_id = $1 AND version = $2 FOR KEY SHARE`,
      [tx.practiceId, version],
    );
    const wrapping = this.openPracticeKey(tx, practiceKey!);
    const keys = (await this.select(tx, clientIds)).filter(({ wrapped }) => wrapped !== null);
    const rewrapped = keys.map((key) =>
      sealBytes(wrapping, clientPlace(tx, key.clientId), this.openClientKey(tx, key)),
    );
    tx.write(REWRAP, [tx.practiceId, version, keys.map(({ clientId }) => clientId), rewrapped]);
  }

  private readIn(tx: Tx): ReadKeys['keys'] {
    const known = this.read.get(tx);
    if (known?.at === tx.now) return known.keys;
    const begun = { at: tx.now, keys: new Map<string, WrappedKey>() };
    this.read.set(tx, begun);
    return begun.keys;
  }

  private select(tx: Tx, clientIds: readonly string[]): Promise<WrappedKey[]> {
    return tx.sql<WrappedKey>(SELECT_KEYS, [tx.practiceId, clientIds]);
  }

  /** Of two units that make one at once, the second waits for the first and takes what it made. */
  private async make(tx: Tx, clientId: string): Promise<WrappedKey> {
    const practiceKey = await this.practiceKey(tx);
    const wrapped = sealBytes(this.openPracticeKey(tx, practiceKey), clientPlace(tx, clientId), randomBytes(32));
    await tx.sql(INSERT_CLIENT_KEY, [tx.practiceId, clientId, practiceKey.version, wrapped, tx.now]);
    const [made] = await this.select(tx, [clientId]);
    return made!;
  }

  private async practiceKey(tx: Tx): Promise<PracticeKey> {
    const [known] = await tx.sql<PracticeKey>(SELECT_PRACTICE_KEY, [tx.practiceId]);
    if (known) return known;
    this.insertPracticeKey(tx, 1);
    const [made] = await tx.sql<PracticeKey>(SELECT_PRACTICE_KEY, [tx.practiceId]);
    return made!;
  }

  private insertPracticeKey(tx: Tx, version: number): void {
    const { id, key } = this.masterKeys.present;
    const wrapped = sealBytes(key, practicePlace(tx, version), randomBytes(32));
    tx.write(INSERT_PRACTICE_KEY, [tx.practiceId, version, id, wrapped, tx.now]);
  }

  private clientKey(tx: Tx, key: WrappedKey): ClientKey {
    return new ClientKey(tx.practiceId, key.clientId, this.openClientKey(tx, key));
  }

  private openClientKey(tx: Tx, { clientId, wrapped, version, masterId, wrappedPractice }: WrappedKey): Buffer {
    return this.once(wrapped!, () => {
      const wrapping = this.openPracticeKey(tx, { version, masterId, wrapped: wrappedPractice });
      return openBytes(wrapping, clientPlace(tx, clientId), wrapped!);
    });
  }

  private openPracticeKey(tx: Tx, { version, masterId, wrapped }: PracticeKey): Buffer {
    return this.once(wrapped, () => {
      const master = this.masterKeys.find(masterId);
      if (!master)
        throw new Error(`The practice's key is encrypted with the records key ${masterId}, which is not given.`);
      return openBytes(master.key, practicePlace(tx, version), wrapped);
    });
  }

  private once(wrapped: Buffer, open: () => Buffer): Buffer {
    const name = wrapped.toString('base64');
    let key = this.unwrapped.get(name);
    if (!key) {
      key = open();
      this.unwrapped.set(name, key);
    }
    return key;
  }
}

const practicePlace = (tx: Tx, version: number): string => `practice key|${tx.practiceId}|${version}`;
const clientPlace = (tx: Tx, clientId: string): string => `client key|${tx.practiceId}|${clientId.toLowerCase()}`;
