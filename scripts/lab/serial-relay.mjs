import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { lineBreak, TelnetReader, written } from './telnet.mjs';

/**
 * The cable between the virtual machine's serial port and the BMC.
 *
 * ipmi_sim could dial the machine's serial port itself, but it tries only every ten seconds while the machine is off,
 * and until it succeeds the port is deaf: whoever holds the console would miss most of each boot. So both dial this
 * relay, which is always there: ipmi_sim connects once at its start, and the machine connects before its first
 * instruction runs. Everything the machine prints is also kept in a file, to compare against.
 *
 * ipmi_sim speaks telnet on its side, the machine plain bytes; a break on the line reaches the machine through `onBreak`.
 */
export class SerialRelay {
  #log;
  #bmcServer;
  #machineServer;
  #bmc;
  #machine;
  #onBreak;

  constructor(logPath, onBreak) {
    this.#onBreak = onBreak;
    this.#log = createWriteStream(logPath);
    this.#bmcServer = createServer(socket => this.#attachBmc(socket));
    this.#machineServer = createServer(socket => this.#attachMachine(socket));
  }

  async listen() {
    await Promise.all([this.#bmcServer, this.#machineServer].map(server =>
      new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))));
    return { bmcPort: this.#bmcServer.address().port, machinePort: this.#machineServer.address().port };
  }

  close() {
    for (const part of [this.#bmc, this.#machine]) {
      part?.destroy();
    }
    this.#bmcServer.close();
    this.#machineServer.close();
    this.#log.end();
  }

  #attachBmc(socket) {
    this.#bmc?.destroy();
    this.#bmc = socket;
    prepare(socket, () => {
      if (this.#bmc === socket) {
        this.#bmc = undefined;
        this.#machine?.resume();
      }
    });
    const telnet = new TelnetReader();
    // What follows a break waits for it: ipmi_sim passes a break on only together with the next key.
    let order = Promise.resolve();
    socket.on('data', data => {
      for (const piece of telnet.read(data)) {
        // Keystrokes for a machine that is off go nowhere, as on a real cable.
        order = order.then(() => (piece === lineBreak ? this.#onBreak() : void this.#machine?.write(piece)));
      }
    });
    socket.on('drain', () => this.#machine?.resume());
  }

  #attachMachine(socket) {
    this.#machine?.destroy();
    this.#machine = socket;
    prepare(socket, () => {
      if (this.#machine === socket) {
        this.#machine = undefined;
      }
    });
    socket.on('data', data => {
      this.#log.write(data);
      // A BMC that reads slowly slows the machine down; nothing is dropped while it is connected.
      if (this.#bmc && !this.#bmc.write(written(data))) {
        socket.pause();
      }
    });
  }
}

function prepare(socket, onClose) {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', onClose);
}
