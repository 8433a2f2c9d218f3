/** An initramfs is a cpio archive ("newc"). Written here so that device nodes need neither root nor a further program. */

const type = { directory: 0o040000, file: 0o100000, symlink: 0o120000, device: 0o020000 };

export class CpioArchive {
  #chunks = [];
  #inode = 1;

  directory(name) {
    this.#entry(name, type.directory | 0o755, Buffer.alloc(0));
  }

  file(name, data, mode = 0o644) {
    this.#entry(name, type.file | mode, Buffer.from(data));
  }

  symlink(name, target) {
    this.#entry(name, type.symlink | 0o777, Buffer.from(target));
  }

  characterDevice(name, major, minor) {
    this.#entry(name, type.device | 0o600, Buffer.alloc(0), major, minor);
  }

  toBuffer() {
    const inode = this.#inode;
    this.#entry('TRAILER!!!', 0, Buffer.alloc(0));
    this.#inode = inode;
    return Buffer.concat(this.#chunks);
  }

  #entry(name, mode, data, major = 0, minor = 0) {
    const path = Buffer.from(`${name}\0`);
    const [uid, gid, links, mtime, check] = [0, 0, 1, 0, 0];
    const fields = [this.#inode++, mode, uid, gid, links, mtime, data.length, 0, 0, major, minor, path.length, check];
    const header = '070701' + fields.map(field => field.toString(16).padStart(8, '0')).join('');
    this.#chunks.push(padded(Buffer.concat([Buffer.from(header), path])), padded(data));
  }
}

function padded(buffer) {
  return Buffer.concat([buffer, Buffer.alloc((4 - (buffer.length % 4)) % 4)]);
}
