import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** A TCP port that nobody uses now. */
export function freeTcpPort(address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, address, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Binds the UDP port (0: any) for a moment: answers its number, or fails when it is taken. */
export function freeUdpPort(address, port = 0) {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject);
    socket.bind(port, address, () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}

/** Sends ASF presence pings until the BMC answers one. */
export async function waitForBmc(address, port, { signal, timeoutMs = 10_000 }) {
  const ping = Buffer.from([0x06, 0x00, 0xff, 0x06, 0x00, 0x00, 0x11, 0xbe, 0x80, 0x00, 0x00, 0x00]);
  const pong = 0x40;
  const socket = createSocket('udp4');
  try {
    await new Promise((resolve, reject) => {
      const send = () => socket.send(ping, port, address);
      const repeat = setInterval(send, 100);
      const expire = setTimeout(() => reject(new Error(`no answer from ${address}:${port} within ${timeoutMs / 1000} s`)), timeoutMs);
      const settle = finish => value => {
        clearInterval(repeat);
        clearTimeout(expire);
        finish(value);
      };
      const [done, fail] = [settle(resolve), settle(reject)];
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
      socket.once('error', fail);
      socket.on('message', message => message[8] === pong && done());
      send();
    });
  } finally {
    socket.close();
  }
}
