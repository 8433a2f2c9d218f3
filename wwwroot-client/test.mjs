// Type-checks the client, bundles its tests and runs them. An argument names a file for the JUnit report.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const report = process.argv[2];
const compiler = join(dirname(here), 'node_modules/typescript/bin/tsc');
const check = spawnSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' });
if (check.status !== 0) process.exit(check.status ?? 1);

const folder = await mkdtemp(join(tmpdir(), 'pilotlight-client-'));
let status = 1;
try {
  const tests = (await readdir(join(here, 'test'))).filter(name => name.endsWith('.test.ts'));
  await build({
    entryPoints: tests.map(name => join(here, 'test', name)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  if (report) reporters.push('--test-reporter=junit', `--test-reporter-destination=${report}`);
  const files = tests.map(name => join(folder, name.replace(/\.ts$/, '.mjs')));
  status = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...reporters, ...files], { stdio: 'inherit' }).status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(status);
