// Bundles and runs test/stranger.ts: the browser's terminal, asked over standard input what it shows.
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'pilotlight-stranger-'));
try {
  const outfile = join(folder, 'stranger.mjs');
  await build({ entryPoints: [join(here, 'test/stranger.ts')], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' });
  await import(outfile);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
