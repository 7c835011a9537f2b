import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

/** Bytes. The largest message is a subscription's document; who sends one may not have shown a token yet. */
const LARGEST_MESSAGE = 64 * 1024;

/**
 * Takes WebSocket connections on one path of the server. A message of more than 64 KiB closes its connection with 1009.
 * Ends upgrades to any other path with 404, and survives a peer that resets such a connection: without a listener its
 * error would end the process.
 */
export function acceptUpgrades(server: Server, path: string): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== path) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy());
      return;
    }
    sockets.handleUpgrade(request, socket, head, (peer) => sockets.emit('connection', peer, request));
  });
  return sockets;
}
