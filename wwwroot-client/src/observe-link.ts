// An observer link's connection, in the shape of the console's own: it shows the link's secret in the one message that asks for the stream, and has
// nothing to type with.
import type { ConsoleChunk, Hub, LineState } from './console-link.ts';

/** What a link opened. */
export interface Opened {
  readonly server: string;
  readonly label: string;
  readonly endsAt: number;
  readonly now: number;
  readonly charset: string;
}

/** The name that the one console of a link has here; the page never learns another. */
export const observed = 'observed';

/** Makes connections of a link look like those of a console. */
export function observeHub(connect: () => Hub, secret: string, opened: (link: Opened) => void): Hub {
  const hub = connect();
  hub.on('Link', (link: Opened) => opened({ ...link, endsAt: Number(link.endsAt), now: Number(link.now) }));
  const handlers: ((state: LineState) => void)[] = [];
  hub.on('State', (state: string) => {
    for (const handler of handlers) handler({ serverId: observed, state, problem: 'none' });
  });
  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    stream: <T>(method: string, ...args: unknown[]) => {
      if (method !== 'Attach') throw new Error(`An observer has no ${method}.`);
      return hub.stream<ConsoleChunk>('Watch', secret, args[1] ?? null) as ReturnType<Hub['stream']> as {
        subscribe(observer: { next(value: T): void; error(reason: unknown): void; complete(): void }): { dispose(): void };
      };
    },
    send: (method, ...args) => method === 'Ack' ? hub.send('Ack', args[1]) : Promise.resolve(),
    invoke: <T>(method: string, ...args: unknown[]) => method === 'Ack' ? hub.invoke<T>('Ack', args[1]) : Promise.reject(new Error(`An observer has no ${method}.`)),
    on: (method, handler) => {
      if (method === 'State') handlers.push(handler);
    },
    onclose: handler => hub.onclose(handler),
  };
}
