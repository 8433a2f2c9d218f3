import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const metaPackage = 'linux-image-cloud-amd64';
const modulePaths = ['drivers/input/evdev.ko', 'drivers/acpi/button.ko'];

/**
 * Debian's kernel for virtual machines, unpacked into the cache but not installed: needs no root.
 * Once there it stays; delete the folder for a newer one.
 */
export function provideKernel(cache) {
  const unpacked = join(cache, 'kernel');
  if (!existsSync(unpacked)) {
    download(cache, unpacked);
  }
  const image = readdirSync(join(unpacked, 'boot')).find(name => name.startsWith('vmlinuz-'));
  const version = image.slice('vmlinuz-'.length);
  const modules = Object.fromEntries(modulePaths.map(path =>
    [path.split('/').at(-1), join(unpacked, 'lib/modules', version, 'kernel', path)]));
  return { image: join(unpacked, 'boot', image), modules };
}

function download(cache, destination) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'download-'));
  try {
    const archive = fetchPackage(work);
    run('dpkg-deb', ['-x', archive, 'root'], work);
    // In one step, so that a second lab that starts meanwhile never sees half a kernel.
    if (!existsSync(destination)) {
      renameSync(join(work, 'root'), destination);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fetchPackage(work) {
  try {
    return tryFetchPackage(work);
  } catch (error) {
    // The lists of packages may be absent, or so old that they name what is gone.
    if (process.getuid() !== 0) {
      throw new Error(`${error.message}\nPerhaps the package lists are old: run "apt-get update" as root`);
    }
    run('apt-get', ['update'], work);
    return tryFetchPackage(work);
  }
}

function tryFetchPackage(work) {
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', metaPackage], work))?.[1];
  if (!name) {
    throw new Error(`apt knows no package ${metaPackage}`);
  }
  console.log(`Downloading ${name} (27 MB, once)`);
  // The download's own sandbox user could not write here.
  run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', name], work);
  return readdirSync(work).find(file => file.endsWith('.deb'));
}

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
