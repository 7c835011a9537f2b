import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { InvalidInput, isId } from '../../kernel/index.js';
import type { Act } from '../../kernel/index.js';
import type { Acts } from '../../platform/database/index.js';
import { AttachmentKind } from './domain/attachment-kind.js';

/** Bytes of the largest file that is taken. */
export const LARGEST = 10 * 1024 * 1024;

interface Asked {
  readonly clientId: string;
  readonly kind: AttachmentKind;
  readonly name: string;
  /** As declared. */
  readonly type: string;
  /** As declared; undefined where the body comes in pieces. */
  readonly length: number | undefined;
}

/**
 * What an upload is about: whose and which kind by the query; in headers the type, and the name as percent-encoded UTF-8, so
 * that neither stands in logs of addresses. Throws `InvalidInput`.
 */
export function uploadOf({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): Asked {
  const { clientId, kind } = query as Readonly<Record<string, unknown>>;
  if (!isId(clientId)) throw InvalidInput.of('clientId', 'isUuid', 'clientId must be the id of a client.');
  const known = Object.values(AttachmentKind).find((one) => one === kind);
  if (!known) throw InvalidInput.of('kind', 'isIn', `kind must be one of ${Object.values(AttachmentKind).join(', ')}.`);
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';') as [string];
  const length = headers['content-length'];
  return {
    ...{ clientId: clientId.toLowerCase(), kind: known, name: nameIn(headers['x-file-name']), type: type.trim() },
    length: length === undefined ? undefined : Number(length),
  };
}

function nameIn(header: string | string[] | undefined): string {
  const encoded = typeof header === 'string' ? header : '';
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw InvalidInput.of('x-file-name', 'isEncoded', 'x-file-name must be percent-encoded UTF-8.');
  }
}

/** What makes an upload the same as an earlier one: the key that the uploader chose for it. Throws `InvalidInput`. */
export function actOf(
  acts: Acts,
  key: string | string[] | undefined,
  { asked, file }: { asked: object; file: Buffer },
): Act | undefined {
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
    throw InvalidInput.of('idempotency-key', 'isLength', 'idempotency-key must have 8 to 200 characters.');
  }
  const sha256 = createHash('sha256').update(file).digest('hex');
  return acts.of(key, 'POST /attachments', { ...asked, sha256 });
}
