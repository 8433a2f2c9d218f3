import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CpioArchive } from './cpio.mjs';

const guest = fileURLToPath(new URL('./guest', import.meta.url));

/** The whole user space of the lab's machine: busybox, two kernel modules and the files in ./guest. */
export function buildInitramfs({ busybox, modules }) {
  const archive = new CpioArchive();
  const directories = ['bin', 'sbin', 'usr', 'usr/bin', 'usr/sbin', 'proc', 'sys', 'dev', 'tmp', 'root', 'run', 'var', 'var/log', 'var/run', 'lib', 'lib/modules'];
  directories.forEach(directory => archive.directory(directory));
  // The kernel opens its console before devtmpfs is mounted.
  archive.characterDevice('dev/console', 5, 1);
  archive.file('bin/busybox', readFileSync(busybox), 0o755);
  archive.symlink('init', 'bin/busybox');
  for (const [name, path] of Object.entries(modules)) {
    archive.file(`lib/modules/${name}`, readFileSync(path));
  }
  addTree(archive, guest, '');
  return archive.toBuffer();
}

function addTree(archive, directory, prefix) {
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) {
      archive.directory(prefix + name);
      addTree(archive, path, `${prefix}${name}/`);
    } else {
      const data = readFileSync(path);
      archive.file(prefix + name, data, data.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644);
    }
  }
}
