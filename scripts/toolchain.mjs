/** Steps that several npm scripts share. Each does nothing when its result is still good. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onStopRequest } from './stop-request.mjs';

export const root = resolve(import.meta.dirname, '..');
const artifacts = join(root, 'artifacts');
const generated = new Set(['bin', 'obj', 'dist', 'node_modules']);
const environment = {
  DOTNET_NOLOGO: '1',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  // Nothing of the build outlives it.
  MSBUILDDISABLENODEREUSE: '1',
};

/** Something the person at the keyboard can put right: shown without a stack trace. */
export class SetupError extends Error {}

/** Progress goes to standard error, so that what a program itself prints can be piped. */
export async function step(title, action) {
  const started = performance.now();
  console.error(`> ${title}`);
  const result = await action();
  console.error(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** Runs a program to its end with its output in artifacts/logs/NAME.log; fails with that output. */
export async function run(name, command, args, { env = {}, timeoutMs = 600_000, cwd = root } = {}) {
  const logPath = join(artifacts, 'logs', `${name}.log`);
  const { code, signal } = await runToLog(logPath, command, args, { env, timeoutMs, cwd });
  const output = readFileSync(logPath, 'utf8');
  if (code !== 0) {
    throw new SetupError(`${command} ${args.join(' ')} failed (${signal ?? `exit status ${code}`}):\n${output}`);
  }
  return output;
}

/** A file rather than pipes: compile servers inherit a pipe and keep it open. */
export function runToLog(logPath, command, args, { env = {}, timeoutMs, cwd = root }) {
  mkdirSync(resolve(logPath, '..'), { recursive: true });
  const log = openSync(logPath, 'w');
  return new Promise(done => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...environment, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const finish = result => {
      clearTimeout(limit);
      done(result);
    };
    child.once('error', error => {
      writeFileSync(logPath, `${error.message}\n`);
      finish({ code: 127 });
    });
    child.once('exit', (code, signal) => finish({ code, signal }));
  });
}

export async function checkDotnet() {
  const version = await run('dotnet-version', 'dotnet', ['--version']).catch(() => undefined);
  if (!version) {
    throw new SetupError('The .NET 10 SDK is needed and was not found: https://dotnet.microsoft.com/download/dotnet/10.0');
  }
  if (!version.trim().startsWith('10.')) {
    throw new SetupError(`The .NET 10 SDK is needed; "dotnet --version" says ${version.trim()}`);
  }
}

/** Packages of the client, exactly as locked. */
export async function installPackages() {
  const wanted = fingerprint(['package-lock.json', '.npmrc']);
  const stamp = join(root, 'node_modules/.installed');
  if (!isCurrent(stamp, wanted)) {
    await step('Installing the client\'s packages', () => run('npm-ci', 'npm', ['ci', '--include=dev']));
    writeFileSync(stamp, wanted);
  }
}

/** The browser bundle in src/Portal.Web/wwwroot/dist. */
export async function buildClient() {
  const wanted = fingerprint(['wwwroot-client', 'package-lock.json']);
  const stamp = stampOf('client');
  if (!isCurrent(stamp, wanted) || !existsSync(join(root, 'src/Portal.Web/wwwroot/dist'))) {
    rmSync(stamp, { force: true });
    await step('Building the browser bundle', () => run('client', 'node', ['wwwroot-client/build.mjs']));
    writeStamp(stamp, wanted);
  }
}

/** The portal, optimised; answers the path of its program. */
export async function buildPortal() {
  const program = join(root, 'src/Portal.Web/bin/Release/net10.0/Portal.Web.dll');
  const wanted = fingerprint(['src', 'migrations', 'wwwroot-client', 'package-lock.json', 'global.json', 'Directory.Build.props', 'Directory.Packages.props']);
  const stamp = stampOf('portal');
  if (!isCurrent(stamp, wanted) || !existsSync(program)) {
    rmSync(stamp, { force: true });
    await checkDotnet();
    // Analyzers have their say in npm test.
    const build = ['build', 'src/Portal.Web', '-c', 'Release', '-v', 'quiet', '-p:RunAnalyzers=false'];
    await step('Building the portal (about a minute the first time)', () => run('portal', 'dotnet', build));
    writeStamp(stamp, wanted);
  }
  return program;
}

/** Runs the program with our streams; signals reach it, and its end is ours. */
export function become(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment, ...env } });
  onStopRequest(signal => child.kill(signal));
  return new Promise((done, fail) => child.once('error', fail).once('exit', (code, signal) => done(signal ? 1 : code)));
}

/** Ends the script: a problem with the machine in plain words, a mistake of ours with its stack. */
export function reportFailure(error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}

/** Content, not times: switching branches back and forth costs nothing. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = path => {
    const full = join(root, path);
    if (!existsSync(full)) {
      return;
    }
    if (statSync(full).isDirectory()) {
      readdirSync(full).filter(name => !generated.has(name)).sort().forEach(name => add(join(path, name)));
    } else {
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

const stampOf = name => join(artifacts, 'stamps', name);

function isCurrent(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function writeStamp(stamp, value) {
  mkdirSync(resolve(stamp, '..'), { recursive: true });
  writeFileSync(stamp, value);
}
