// Makes the list of passwords that nobody may have, from word lists that are packages of their own:
//   npm pack zxcvbn@4.4.2 @zxcvbn-ts/language-common@4.1.3    (both MIT)
//   tar xzf each of them, then: node scripts/common-passwords.mjs FOLDER FOLDER
// zxcvbn's lists are the most frequent passwords of public breaches, words of Wikipedia and of films, and names; language-common has more breached passwords.
// Nothing of them is in the file but a Bloom filter: 20 bits an entry, so about 1 in 15 000 good passwords is refused with them.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const out = 'src/Portal.Web/Identity/Passwords/common-passwords.bin';
const hashes = 14;
const words = new Set();
const add = word => {
  const text = word.trim().toLowerCase();
  if (text.length >= 4) words.add(text);
};

for (const folder of process.argv.slice(2)) {
  for (const file of ['package/src/passwords.json', 'src/passwords.json']) {
    if (existsSync(join(folder, file))) JSON.parse(await readFile(join(folder, file), 'utf8')).forEach(add);
  }
  for (const file of ['package/lib/frequency_lists.js', 'lib/frequency_lists.js']) {
    if (!existsSync(join(folder, file))) continue;
    for (const list of (await readFile(join(folder, file), 'utf8')).matchAll(/[a-z_]+: ?"([^"]+)"/g)) list[1].split(',').forEach(add);
  }
}
if (words.size < 50_000) throw new Error(`Only ${words.size} words were found; name the folders of both packages.`);

const bits = words.size * 20;
const filter = Buffer.alloc(Math.ceil(bits / 8));
for (const word of words) {
  const digest = createHash('sha256').update(word, 'utf8').digest();
  const [first, second] = [digest.readBigUInt64LE(0), digest.readBigUInt64LE(8)];
  for (let index = 0n; index < BigInt(hashes); index++) {
    const bit = Number(BigInt.asUintN(64, first + index * second) % BigInt(bits));
    filter[bit >> 3] |= 1 << (bit & 7);
  }
}
const head = Buffer.alloc(8);
head.writeUInt32LE(bits, 0);
head.writeUInt32LE(hashes, 4);
await writeFile(out, Buffer.concat([head, filter]));
console.log(`${words.size} words, ${(filter.length / 1024).toFixed(0)} KiB in ${out}`);
