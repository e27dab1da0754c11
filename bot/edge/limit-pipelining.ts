import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may be without their whole answer; browsers and balancers send one at a time. */
const MOST_OPEN = 4;

/**
 * Closes connections that send request after request without taking the answers (HTTP pipelining), which would fill
 * the memory with answers.
 */
export function limitPipelining(handle: RequestListener, onRefused: () => void): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    // The parser goes on with what else came in the same bytes.
    if (socket.destroyed) return;
    const count = (open.get(socket) ?? 0) + 1;
    if (count > MOST_OPEN) {
      onRefused();
      socket.destroy();
      return;
    }
    open.set(socket, count);
    response.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1));
    handle(request, response);
  };
}
