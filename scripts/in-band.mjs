/**
 * Runs lines of the `ipmi` program on /dev/ipmi0 of a virtual machine, whose BMC is QEMU's own (ipmi-bmc-sim on a KCS interface):
 *   node scripts/in-band.mjs --program FOLDER --dotnet FOLDER --framework VERSION -- 'mc info' 'sdr list'
 * Each line's result is one JSON object on standard output. The program runs on this machine's own .NET, copied into the guest.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { CpioArchive } from './lab/cpio.mjs';
import { hardwareKernel, provideKernel } from './lab/kernel.mjs';
import { root } from './toolchain.mjs';

const { values: options, positionals: lines } = parseArgs({
  options: { program: { type: 'string' }, dotnet: { type: 'string' }, framework: { type: 'string' }, seconds: { type: 'string', default: '120' } },
  allowPositionals: true,
});
const kernel = provideKernel(join(root, 'artifacts/lab'), hardwareKernel);
const work = mkdtempSync(join(tmpdir(), 'pilotlight-in-band-'));
try {
  const initramfs = join(work, 'initramfs.cpio');
  writeFileSync(initramfs, buildGuest(kernel.modules, lines));
  process.exitCode = await runMachine(kernel.image, initramfs, Number(options.seconds));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function buildGuest(modules, script) {
  const archive = new CpioArchive();
  const made = new Set();
  const directory = path => {
    if (path && !made.has(path)) {
      directory(path.split('/').slice(0, -1).join('/'));
      made.add(path);
      archive.directory(path);
    }
  };
  const file = (path, source, mode = 0o644) => {
    directory(path.split('/').slice(0, -1).join('/'));
    archive.file(path, typeof source === 'string' ? readFileSync(source) : source, mode);
  };
  const tree = (path, source, wanted = () => true) => {
    for (const name of readdirSync(source).filter(wanted)) {
      const from = join(source, name);
      if (statSync(from).isDirectory()) {
        tree(`${path}/${name}`, from);
      } else {
        file(`${path}/${name}`, from, 0o755);
      }
    }
  };

  ['proc', 'sys', 'dev', 'tmp'].forEach(directory);
  archive.characterDevice('dev/console', 5, 1);
  file('bin/busybox', '/bin/busybox', 0o755);
  for (const [name, path] of Object.entries(modules)) {
    file(`lib/modules/${name}`, path);
  }
  const framework = join(options.dotnet, 'shared/Microsoft.NETCore.App', options.framework);
  file('dotnet/dotnet', join(options.dotnet, 'dotnet'), 0o755);
  tree(`dotnet/host/fxr/${options.framework}`, join(options.dotnet, 'host/fxr', options.framework));
  tree(`dotnet/shared/Microsoft.NETCore.App/${options.framework}`, framework);
  tree('ipmi', options.program, name => name.endsWith('.dll') || name.endsWith('.json'));
  for (const library of librariesOf([join(options.dotnet, 'dotnet'), join(framework, 'libcoreclr.so'), join(framework, 'libclrjit.so'), join(framework, 'libSystem.Native.so')])) {
    file(library.slice(1), library, 0o755);
  }
  file('script', Buffer.from(script.map(line => `${line}\n`).join('')));
  file('init', Buffer.from(init(Object.keys(modules))), 0o755);
  return archive.toBuffer();
}

/** What the dynamic linker needs, where it looks for it. */
function librariesOf(programs) {
  const found = programs.flatMap(program => [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map(match => match[1]));
  const linked = found.filter(path => !path.startsWith(options.dotnet));
  // Loaded by name, not linked, by whoever hashes.
  const folders = [...new Set([...linked.map(path => dirname(path)), ...linked.map(path => dirname(path).replace(/^\/lib/, '/usr/lib'))])];
  const byName = ['libssl.so.3', 'libcrypto.so.3'].map(name => folders.map(folder => join(folder, name)).find(existsSync)).filter(Boolean);
  return new Set([...linked, ...byName]);
}

function init(modules) {
  return `#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
/bin/busybox stty -F /dev/ttyS0 raw
${modules.map(name => `/bin/busybox insmod /lib/modules/${name}`).join('\n')}
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_gcServer=0 DOTNET_TieredCompilation=1 HOME=/tmp TERM=dumb
echo '<<<'
/dotnet/dotnet /ipmi/ipmi.dll -I open --json exec --keep-going /script
echo ">>> $?"
/bin/busybox poweroff -f
`;
}

/** Prints what stands between the marks. */
function runMachine(image, initramfs, seconds) {
  // Quiet: the kernel's own words must not stand between ours.
  const arguments_ = [
    '-machine', 'pc,accel=tcg', '-m', '768', '-nographic', '-no-reboot', '-nic', 'none', '-monitor', 'none', '-serial', 'stdio',
    '-device', 'ipmi-bmc-sim,id=bmc0,mfg_id=10876,product_id=3842,fwrev1=1,fwrev2=66,guid=c0ffee00-1234-5678-9abc-def012345678', '-device', 'isa-ipmi-kcs,bmc=bmc0',
    '-kernel', image, '-initrd', initramfs, '-append', 'console=ttyS0 quiet loglevel=0 panic=-1',
  ];
  const machine = spawn('qemu-system-x86_64', arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  machine.stdout.setEncoding('utf8').on('data', text => { said += text; });
  const limit = setTimeout(() => machine.kill('SIGKILL'), seconds * 1000);
  return new Promise((done, fail) => machine.once('error', fail).once('exit', () => {
    clearTimeout(limit);
    const match = /<<<\r?\n([\s\S]*)>>> (\d+)/.exec(said);
    if (!match) {
      console.error(`The machine did not end by itself within ${seconds} s. It said:\n${said.slice(-4000)}`);
      done(1);
      return;
    }
    process.stdout.write(match[1].replaceAll('\r\n', '\n'));
    done(Number(match[2]));
  }));
}
