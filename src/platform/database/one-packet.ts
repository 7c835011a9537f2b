import type { Connection, PoolClient } from 'pg';

/**
 * Holds back what is sent on this connection until the present turn of the event loop ends: it leaves in one packet. Each
 * packet is a call of the system and wakes the server, which costs more than most of the statements.
 */
export function inOnePacket(client: PoolClient): void {
  // The connection is no part of pg's types of a client.
  const { stream } = (client as PoolClient & { readonly connection: Connection }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
