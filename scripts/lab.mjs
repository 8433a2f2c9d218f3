/** npm run lab: a real machine to manage, without hardware. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LabMachine, password, user } from './lab/machine.mjs';
import { onStopRequest } from './stop-request.mjs';

const root = resolve(import.meta.dirname, '..');
const usage = `Usage: npm run lab -- [options]
  --address ADDRESS   where the BMC listens (127.0.0.1)
  --port PORT         its UDP port (9624; 0 takes any free one)
  --state FOLDER      configuration and logs (artifacts/lab/state-PORT)
  --seed TEXT         decides the BMC's GUID (the port)
  --follow-stdin      end when standard input ends; for programs that start a lab`;

const options = parseOptions();
const port = Number(options.port);
if (options.help) {
  console.log(usage);
  process.exit();
}

const programs = { ipmi_sim: 'openipmi', 'qemu-system-x86_64': 'qemu-system-x86', busybox: 'busybox-static', setpriv: 'util-linux' };
const missing = Object.keys(programs).filter(program => !isInstalled(program));
if (missing.length > 0) {
  console.error(`The lab needs ${missing.join(', ')}: apt-get install ${missing.map(program => programs[program]).join(' ')}`);
  process.exit(1);
}

const cache = join(root, 'artifacts/lab');
const state = resolve(options.state ?? join(cache, `state-${port || process.pid}`));
mkdirSync(state, { recursive: true });

const lab = await LabMachine.start({ address: options.address, port, seed: options.seed, state, cache })
  .catch(error => {
    console.error(`The lab could not start: ${error.message}`);
    process.exit(1);
  });

const stopped = new Promise(stop => {
  onStopRequest(stop);
  if (options['follow-stdin']) {
    process.stdin.resume().once('end', stop).once('error', stop);
  }
});

console.log(`Lab ready: BMC at ${lab.address}:${lab.port}, user ${user}, password ${password}; the machine is off.`);
console.log(`
Add it in the portal with that address, port, user and password. The portal contacts only networks you allow:
  npm start -- --Portal:Bmc:AllowedNetworks=${lab.address}/32
Or try it from a shell:
  ipmitool -I lanplus -C 3 -H ${lab.address} -p ${lab.port} -U ${user} -P ${password} power on
Configuration and logs: ${state}. Ctrl-C ends it all.`);

const unexpected = await Promise.race([stopped.then(() => false), lab.exited.then(() => true)]);
await lab.stop();
if (unexpected) {
  console.error(`The BMC (ipmi_sim) ended by itself; see ${join(state, 'bmc.log')}`);
}
process.exit(unexpected ? 1 : 0);

function parseOptions() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  try {
    const { values } = parseArgs({
      options: {
        address: { ...text, default: '127.0.0.1' },
        port: { ...text, default: '9624' },
        state: text,
        seed: text,
        'follow-stdin': flag,
        help: flag,
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535) {
      throw new Error(`--port ${values.port} is not a UDP port (0 to 65535)`);
    }
    return values;
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(1);
  }
}

function isInstalled(program) {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
