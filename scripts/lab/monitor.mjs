import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const commands = [
  { execute: 'qmp_capabilities' },
  { execute: 'chardev-send-break', arguments: { id: 'serial' } },
];

/** Puts a break on the machine's serial line, through QEMU's monitor, and resolves when it is there. A machine that is off has no line. */
export async function sendBreak(path) {
  const socket = connect(path);
  socket.on('error', () => socket.destroy());
  socket.on('connect', () => socket.write(commands.map(command => JSON.stringify(command)).join('')));
  let left = commands.length;
  for await (const line of createInterface({ input: socket })) {
    if ('return' in JSON.parse(line) && --left === 0) {
      break;
    }
  }
  socket.destroy();
}
