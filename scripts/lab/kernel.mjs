import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** For the lab: small, made for virtual machines. */
export const cloudKernel = {
  folder: 'kernel',
  metaPackage: 'linux-image-cloud-amd64',
  size: '27 MB',
  modules: ['drivers/input/evdev.ko', 'drivers/acpi/button.ko'],
};

/** With drivers for hardware, among them those of a system's own BMC. In the order in which they are loaded. */
export const hardwareKernel = {
  folder: 'kernel-hardware',
  metaPackage: 'linux-image-amd64',
  size: '70 MB',
  modules: ['drivers/char/ipmi/ipmi_msghandler.ko', 'drivers/char/ipmi/ipmi_devintf.ko', 'drivers/char/ipmi/ipmi_si.ko'],
};

/**
 * One of Debian's kernels, unpacked into the cache but not installed: needs no root.
 * Once there it stays; delete the folder for a newer one.
 */
export function provideKernel(cache, { folder, metaPackage, size, modules: modulePaths } = cloudKernel) {
  const unpacked = join(cache, folder);
  if (!existsSync(unpacked)) {
    download(cache, unpacked, { metaPackage, size, modulePaths });
  }
  const image = readdirSync(join(unpacked, 'boot')).find(name => name.startsWith('vmlinuz-'));
  const version = image.slice('vmlinuz-'.length);
  const modules = Object.fromEntries(modulePaths.map(path =>
    [path.split('/').at(-1), join(unpacked, 'lib/modules', version, 'kernel', path)]));
  return { image: join(unpacked, 'boot', image), modules };
}

function download(cache, destination, { metaPackage, size, modulePaths }) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'download-'));
  try {
    const archive = fetchPackage(work, metaPackage, size);
    // A kernel for hardware has 400 MB of modules.
    const wanted = ['./boot/vmlinuz-*', ...modulePaths.map(path => `*/kernel/${path}`)].map(pattern => `'${pattern}'`).join(' ');
    mkdirSync(join(work, 'root'));
    run('sh', ['-c', `dpkg-deb --fsys-tarfile '${archive}' | tar -x -C root --wildcards ${wanted}`], work);
    // In one step, so that a second lab that starts meanwhile never sees half a kernel.
    if (!existsSync(destination)) {
      renameSync(join(work, 'root'), destination);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fetchPackage(work, metaPackage, size) {
  try {
    return tryFetchPackage(work, metaPackage, size);
  } catch (error) {
    // The lists of packages may be absent, or so old that they name what is gone.
    if (process.getuid() !== 0) {
      throw new Error(`${error.message}\nPerhaps the package lists are old: run "apt-get update" as root`);
    }
    run('apt-get', ['update'], work);
    return tryFetchPackage(work, metaPackage, size);
  }
}

function tryFetchPackage(work, metaPackage, size) {
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', metaPackage], work))?.[1];
  if (!name) {
    throw new Error(`apt knows no package ${metaPackage}`);
  }
  console.log(`Downloading ${name} (${size}, once)`);
  // The download's own sandbox user could not write here.
  run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', name], work);
  return readdirSync(work).find(file => file.endsWith('.deb'));
}

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
