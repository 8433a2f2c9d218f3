import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { controllerConfig, lanConfig } from './bmc-config.mjs';
import { buildInitramfs } from './initramfs.mjs';
import { provideKernel } from './kernel.mjs';
import { sendBreak } from './monitor.mjs';
import { freeTcpPort, freeUdpPort, waitForBmc } from './ports.mjs';
import { SerialRelay } from './serial-relay.mjs';

export const user = 'admin';
export const password = 'secret';

/** A BMC (ipmi_sim) in front of a virtual machine (QEMU) that boots Linux on its serial port. */
export class LabMachine {
  #relay;
  #bmc;
  #pidFile;

  static async start({ address, port, seed, state, cache }) {
    const machine = new LabMachine();
    try {
      await machine.#start({ address, port, seed, state, cache });
      return machine;
    } catch (error) {
      await machine.stop();
      throw error;
    }
  }

  /** Resolves when the BMC has ended, asked for or not. */
  exited;

  async #start({ address, port, seed, state, cache }) {
    const udpPort = await freeUdpPort(address, port).catch(error => {
      throw new Error(`UDP port ${port} on ${address} cannot be used (${error.code}); choose another with --port`);
    });
    this.address = address;
    this.port = udpPort;
    // What a BMC remembers (accounts, event log) would survive in the state folder: every lab starts as new.
    rmSync(join(state, 'bmc'), { recursive: true, force: true });
    mkdirSync(join(state, 'bmc'), { recursive: true });

    const kernel = provideKernel(cache);
    const initramfs = join(state, 'initramfs.cpio');
    writeFileSync(initramfs, buildInitramfs({ busybox: '/bin/busybox', modules: kernel.modules }));

    const monitor = join(state, 'monitor.sock');
    this.#relay = new SerialRelay(join(state, 'serial.log'), () => sendBreak(monitor));
    const { bmcPort, machinePort } = await this.#relay.listen();
    const vmPort = await freeTcpPort();
    this.#pidFile = join(state, 'machine.pid');
    const startCommand = join(state, 'machine.sh');
    writeFileSync(startCommand, machineScript({ kernel: kernel.image, initramfs, machinePort, vmPort, monitor, pidFile: this.#pidFile }));
    chmodSync(startCommand, 0o755);

    const guid = createHash('md5').update(`lab ${seed ?? udpPort}`).digest('hex');
    const lan = join(state, 'lan.conf');
    const controller = join(state, 'bmc.emu');
    writeFileSync(lan, lanConfig({ address, port: udpPort, guid, user, password, vmPort, solPort: bmcPort, startCommand }));
    writeFileSync(controller, controllerConfig());

    const log = openSync(join(state, 'bmc.log'), 'w');
    // If this process dies without a chance to clean up, the BMC goes with it, and the machine with the BMC.
    this.#bmc = spawn('setpriv', ['--pdeathsig', 'TERM', 'ipmi_sim', '-c', lan, '-f', controller, '-s', join(state, 'bmc'), '-n'],
      { stdio: ['ignore', log, log] });
    closeSync(log);
    const ended = new AbortController();
    this.exited = new Promise(resolve => this.#bmc.once('error', resolve).once('exit', resolve)).then(reason => {
      this.#bmc = undefined;
      ended.abort(new Error(`ipmi_sim ended at once (${reason}); it said:\n${readFileSync(join(state, 'bmc.log'), 'utf8')}`));
    });
    await waitForBmc(address, udpPort, { signal: ended.signal });
  }

  async stop() {
    // The machine first, while its parent is there to bury it.
    await this.#killMachine();
    const bmc = this.#bmc;
    if (bmc) {
      bmc.kill('SIGTERM');
      await Promise.race([this.exited, setTimeout(2000, undefined, { ref: false })]);
      bmc.kill('SIGKILL');
      await this.exited;
    }
    this.#relay?.close();
  }

  async #killMachine() {
    let pid;
    try {
      pid = Number.parseInt(readFileSync(this.#pidFile, 'utf8'), 10);
    } catch {
      return; // Off.
    }
    // The number may belong to somebody else by now.
    const isOurs = () => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.#pidFile);
    if (isOurs()) {
      process.kill(pid, 'SIGKILL');
      for (let attempt = 0; attempt < 20 && existsSync(`/proc/${pid}`); attempt++) {
        await setTimeout(25);
      }
    }
  }
}

function machineScript({ kernel, initramfs, machinePort, vmPort, monitor, pidFile }) {
  const options = [
    '-name pilotlight-lab',
    // No screen: the firmware speaks on the serial port too, as on a server. Software emulation alone: it is quick enough
    // and the same everywhere, while KVM inside a virtual machine may be offered and yet not work.
    '-machine pc,graphics=off,accel=tcg -m 192 -display none -monitor none -nic none',
    `-kernel ${kernel} -initrd ${initramfs} -append "console=ttyS0,115200"`,
    `-chardev socket,id=serial,host=127.0.0.1,port=${machinePort} -serial chardev:serial`,
    `-chardev socket,id=bmc,host=127.0.0.1,port=${vmPort},reconnect=1`,
    '-device ipmi-bmc-extern,id=bmc0,chardev=bmc -device isa-ipmi-kcs,bmc=bmc0',
    `-qmp unix:${monitor},server=on,wait=off`,
    `-pidfile ${pidFile}`,
  ];
  return `#!/bin/sh\nexec setpriv --pdeathsig KILL qemu-system-x86_64 \\\n  ${options.join(' \\\n  ')}\n`;
}
