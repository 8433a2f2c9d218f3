import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runToLog } from './toolchain.mjs';

const reports = join(root, 'artifacts/test-results');

/** The client: type check, then its tests in Node. */
export async function runClientTests() {
  const { folder, log } = prepare('client');
  const report = join(folder, 'report.xml');
  const end = await runToLog(log, 'node', ['wwwroot-client/test.mjs', report], { timeoutMs: 300_000 });
  const cases = existsSync(report) ? parseJUnit(readFileSync(report, 'utf8')) : [];
  return collect(cases, end, log);
}

/** One test project's own program, whose report is read rather than its output. */
export async function runProject(name, { project = name, args = [], env = {} } = {}) {
  const { folder, log } = prepare(name);
  const program = join(root, 'tests', project, 'bin/Debug/net10.0', project);
  const end = await runToLog(log, program,
    ['--no-ansi', '--progress', 'off', '--results-directory', folder, '--report-xunit-ctrf', '--report-xunit-ctrf-filename', 'report.json', ...args],
    { timeoutMs: 900_000, env });
  const report = join(folder, 'report.json');
  const cases = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).results.tests.map(fromCtrf) : [];
  return collect(cases, end, log);
}

/** Layout of every C# file, and its style too unless in a hurry: that takes twice as long. */
export async function runFormatCheck(name, { layoutOnly }) {
  const { log } = prepare(name);
  const part = layoutOnly ? ['whitespace'] : [];
  const end = await runToLog(log, 'dotnet', ['format', ...part, 'Portal.sln', '--verify-no-changes', '--no-restore'], { timeoutMs: 300_000 });
  const hint = 'npm run format puts most of it right';
  return end.code === 0
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [{ name: hint, text: readFileSync(log, 'utf8') }] };
}

function prepare(name) {
  const folder = join(reports, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { folder, log: join(folder, 'output.log') };
}

function collect(cases, { code, signal }, log) {
  const failures = cases.filter(test => test.status === 'failed');
  const passed = cases.filter(test => test.status === 'passed').length;
  const skipped = cases.filter(test => test.status === 'skipped').map(test => test.name);
  // A crash, a time-out or a suite without tests must not look like success.
  if (failures.length === 0 && (code !== 0 || cases.length === 0)) {
    const end = signal ?? `exit status ${code}`;
    failures.push({ name: `${cases.length} tests reported, then ${end}`, text: readFileSync(log, 'utf8').slice(-20_000) });
  }
  return { passed, skipped, failures };
}

function fromCtrf({ name, status, message = '', trace = '' }) {
  const known = { passed: 'passed', skipped: 'skipped', pending: 'skipped' };
  return { name, status: known[status] ?? 'failed', text: `${message}\n${trace}`.trim() };
}

/** Node's own JUnit report: one element per test, a child element when it did not pass. */
function parseJUnit(xml) {
  const cases = xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  return [...cases].map(([, name, body = '']) => ({
    name: decode(name),
    status: body.includes('<failure') ? 'failed' : body.includes('<skipped') ? 'skipped' : 'passed',
    text: decode(body.replace(/<[^>]*>/g, '')).trim(),
  }));
}

function decode(text) {
  const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, entity) => entities[entity] ?? '\n');
}
