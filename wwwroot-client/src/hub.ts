import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import type { Hub } from './console-link.ts';

/** `flow=ack`: this client gives credit with Ack, so that the hub holds back what a slow tab has not drawn yet. */
const address = () => new URL('hubs/console?flow=ack', document.baseURI);

/** A fresh connection to the console hub. */
export function connectHub(): Hub {
  return connectTo(address().href);
}

/** A fresh connection. WebSockets without negotiation: one round trip less at each resume. */
export function connectTo(path: string): Hub {
  const connection = new HubConnectionBuilder()
    .withUrl(new URL(path, document.baseURI).href, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .withHubProtocol(new MessagePackHubProtocol())
    .configureLogging(LogLevel.None)
    .build();
  // The hub pings every 5 s; after three of them a connection is dead, whatever TCP still hopes.
  connection.keepAliveIntervalInMilliseconds = 5_000;
  connection.serverTimeoutInMilliseconds = 15_000;
  return connection;
}

/** A refused WebSocket tells no reason to a script; the negotiation over plain HTTP does. */
export async function refusal(): Promise<string | null> {
  const url = address();
  url.pathname += '/negotiate';
  url.search = '?negotiateVersion=1';
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', cache: 'no-store' });
  if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signed_out';
  return answer.status === 403 ? 'refused' : null;
}
