import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, joinExtents, printOf, RecordPart } from '../clinical-access/index.js';
import type { Json, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { clearancesPage } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';
import { CLEARANCE_DETAILS, DECISION, END_REASON, PROFILE, REQUEST_NOTE } from './storage/places.js';

const ALL = 100_000;
const PROFILES = `SELECT id, client_id AS "clientId", profile AS sealed, noted_at AS at FROM risk_profiles
  WHERE practice_id = $1 AND client_id = ANY($2) ORDER BY position`;
const DECISIONS = `SELECT id, client_id AS "clientId", content AS sealed, decided_at AS at FROM visit_decisions
  WHERE practice_id = $1 AND client_id = ANY($2) ORDER BY position`;

interface Sealed {
  readonly id: string;
  readonly clientId: string;
  readonly sealed: Buffer;
  readonly at: Date;
}

type Members = { readonly [key: string]: Json };
type Keys = ReadonlyMap<string, ClientKey>;

/** What screening went by: risks that the client told of, clearances, and what therapists decided, each with its reasons. */
@Injectable()
export class ScreeningPart extends RecordPart {
  readonly name = 'screening';
  readonly title = 'Screening';
  readonly schema = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['risks', 'clearance', 'decision'] } },
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const keys = await this.vault.keysOf(tx, recordIds);
    const ids = [...keys.keys()];
    const profiles = await tx.sql<Sealed & { id: string }>(PROFILES, [tx.practiceId, ids]);
    const decisions = await tx.sql<Sealed & { id: string }>(DECISIONS, [tx.practiceId, ids]);
    const clearances = await clearancesPage(tx, { recordIds: ids, before: undefined, limit: ALL });
    const entries = [
      ...profiles.map((row) => toEntry(row, 'Risks', { kind: 'risks', ...open(keys, row, PROFILE) })),
      ...clearances.map((row) => toEntry({ ...row, at: row.openedAt }, 'Clearance', clearanceOf(keys, row))),
      ...decisions.map((row) => toEntry(row, 'Decision', { kind: 'decision', ...open(keys, row, DECISION) })),
    ];
    return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  async extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return joinExtents(
      await extentOf(tx, 'risk_profiles', 'noted_at', recordIds),
      await extentOf(tx, 'clearances', 'opened_at', recordIds),
      await extentOf(tx, 'visit_decisions', 'decided_at', recordIds),
    );
  }
}

const open = (keys: Keys, { id, clientId, sealed }: Sealed, place: typeof PROFILE): Members =>
  keys.get(clientId)!.openJson<Members>(place(id), sealed);

function clearanceOf(keys: Keys, { id, clientId, state, attachmentId, note, details, reason }: Clearance): Members {
  const key = keys.get(clientId)!;
  return {
    ...{ kind: 'clearance', state, attachmentId, asked: note && key.open(REQUEST_NOTE(id), note) },
    ...(details && key.openJson<Members>(CLEARANCE_DETAILS(id), details)),
    reasonOfEnd: reason && key.open(END_REASON(id), reason),
  };
}

function toEntry({ id, clientId, at }: Omit<Sealed, 'sealed'>, title: string, data: Members): RecordEntry {
  const { kind: _, attachmentId: __, ...shown } = data;
  return { id, clientId, at, title, data, print: printOf(shown) };
}
