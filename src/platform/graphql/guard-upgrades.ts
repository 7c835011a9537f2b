import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Ends WebSocket upgrades to any path but GraphQL's with 404, and survives a peer that resets such a connection: without
 * a listener its error would end the process. Must be called before the server listens.
 */
export function guardUpgrades(server: Server, path: string): void {
  server.prependListener('upgrade', (request, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== path) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
}
